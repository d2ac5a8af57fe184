using System.Text.RegularExpressions;

namespace Skyvern.Server.ServerTests;

public sealed partial class ClientReadmeTests
{
    [Fact]
    public void Examples_OfTheReadme_AreTheOnesThatCompile()
    {
        var compiled = Plain(Repository.Read("tests", "Skyvern.Server.ServerTests", "ClientReadmeExamples.cs"));
        var examples = Examples().Matches(Repository.Read("src", "Skyvern.Client", "README.md")).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(9, examples.Count);
        Assert.All(examples, example => Assert.Contains(Plain(example), compiled, StringComparison.Ordinal));
    }

    // Only the indentation may differ.
    private static string Plain(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
