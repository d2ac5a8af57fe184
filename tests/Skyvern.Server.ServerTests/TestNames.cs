using System.Text.RegularExpressions;

namespace Skyvern.Server.ServerTests;

/// <summary>Test classes that a document names as proof, in backquotes.</summary>
internal static partial class TestNames
{
    private static readonly HashSet<string?> Known =
        [.. Directory.EnumerateFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)];

    public static IReadOnlyList<string> In(string text) => [.. Quoted().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>Those that there are no classes of.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<string> names) => names.Where(name => !Known.Contains(name)).Distinct();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Quoted();
}
