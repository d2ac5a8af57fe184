using Skyvern.Server.Browser.Observing;

namespace Skyvern.Server.BrowserTests.Observing;

public sealed class LineBudgetTests
{
    [Fact]
    public void Apply_FewLines_KeepsAll()
    {
        PageLine[] lines = [new(LineKind.Heading, "# A"), new(LineKind.Text, "b", OffScreen: true)];

        Assert.Equal(["# A", "b"], LineBudget.Apply(lines));
    }

    [Fact]
    public void Apply_OverSoftLimit_DropsTextOutsideTheViewportFirst()
    {
        var lines = Enumerable.Range(0, 100).Select(i => new PageLine(LineKind.Text, $"text {i} {new string('x', 60)}", OffScreen: i >= 50)).ToList();

        var kept = LineBudget.Apply(lines);

        Assert.Equal(51, kept.Count);
        Assert.Equal("... 50 more text lines outside the viewport, use find or read", kept[^1]);
    }

    [Fact]
    public void Apply_LongList_KeepsTwentyItemsAndTheLast()
    {
        var lines = Enumerable.Range(1, 100).SelectMany(i => new[]
        {
            new PageLine(LineKind.Row, $"| row {i} {new string('x', 40)} |", Group: ".1", Item: i),
            new PageLine(LineKind.Control, $"e{i} button \"Delete\"", Group: ".1", Item: i),
        }).ToList();

        var kept = LineBudget.Apply(lines);

        Assert.Equal(43, kept.Count);
        Assert.Equal("... 79 more rows (79 controls), use find or read", kept[40]);
        Assert.Equal("e100 button \"Delete\"", kept[^1]);
    }

    [Fact]
    public void Apply_TooManyControls_EndsWithinTheHardLimitAndSaysSo()
    {
        var lines = Enumerable.Range(1, 1000).Select(i => new PageLine(LineKind.Control, $"e{i} link \"{new string('x', 40)}\"")).ToList();

        var kept = LineBudget.Apply(lines);

        Assert.True(kept.Sum(line => line.Length + 1) <= LineBudget.HardCharacters);
        Assert.Equal($"... {1000 - (kept.Count - 1)} more controls, use find or read", kept[^1]);
    }
}
