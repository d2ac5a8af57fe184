using System.Text.RegularExpressions;

namespace Skyvern.Server.ServerTests;

/// <summary>docs/faults.md: every fault names tests that show it, and they exist.</summary>
public sealed partial class FaultTableTests
{
    [Fact]
    public void Row_OfEveryFault_NamesTestsThatExist()
    {
        var rows = Row().Matches(Repository.Read("docs", "faults.md")).Select(match => (Fault: match.Groups[1].Value, Tests: TestNames.In(match.Groups[2].Value))).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(row.Tests.Count > 0, row.Fault));
        Assert.Empty(TestNames.Unknown(rows.SelectMany(row => row.Tests)));
    }

    /// <summary>The first and the last of five cells; headings and the lines below them aside.</summary>
    [GeneratedRegex(@"^\| (?!fault \|)([^|]+) \|(?:[^|]+\|){3} ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
