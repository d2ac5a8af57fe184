using Skyvern.Server.Core.Engine;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class ObservationDiffTests
{
    private const string Url = "https://a.example/";

    [Fact]
    public void Of_SamePage_NamesAddedChangedAndRemovedLines()
    {
        var before = FakePage.Text(Url, "# Cart", "e1 textbox \"Name\"", "e2 button \"Old\"", "same", "same");
        var after = FakePage.Text(Url, "# Cart", "e1 textbox \"Name\" [value=\"Ada\"]", "*e3 button \"New\"", "same", "same", "ALERT Too short");

        Assert.Equal(
            ["+ ALERT Too short", "~ e1 textbox \"Name\" [value=\"Ada\"]", "+ e3 button \"New\"", "- e2 button \"Old\""],
            ObservationDiff.Of(before, after));
    }

    [Fact]
    public void Of_ManyChanges_ShowsEightAndCountsTheRest()
    {
        var after = FakePage.Text(Url, [.. Enumerable.Range(1, 20).Select(n => $"line {n}")]);

        var lines = ObservationDiff.Of(FakePage.Text(Url), after);

        Assert.Equal(9, lines.Count);
        Assert.Equal("... 12 more changed lines", lines[^1]);
    }

    [Fact]
    public void Of_NewPageAtTheSameAddress_TellsWhatItSaysBeforeItsControls()
    {
        var after = FakePage.Text(Url, [.. Enumerable.Range(1, 12).Select(n => $"e{n} link \"Menu {n}\""), "# Thank you", "Your message has arrived."]);

        Assert.Equal(["+ # Thank you", "+ Your message has arrived."], ObservationDiff.Of(FakePage.Text(Url), after).Take(2));
    }

    [Fact]
    public void Of_AnotherDocument_NamesItAndItsAlerts() => Assert.Equal(
        ["now at https://a.example/b \"A page\"", "+ ALERT Wrong password"],
        ObservationDiff.Of(FakePage.Text(Url, "x"), FakePage.Text(Url + "b", "y", "ALERT Wrong password")));

    [Fact]
    public void Of_NothingChanged_IsEmpty() => Assert.Empty(ObservationDiff.Of(FakePage.Form(Url), FakePage.Form(Url)));
}
