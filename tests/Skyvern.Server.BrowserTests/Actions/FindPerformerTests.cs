using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class FindPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Find_WholePage_GivesLinesWithRefsThatWork()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(tab.Site.Page("/form", FixturePages.Form()));

        var found = await tab.DoAsync(new FindAction("number 177"));
        Assert.Matches("^e\\d+ combobox \"Country\" .*\\(options: Country number 177\\)$", found.Text!);
        var reference = found.Text!.Split(' ')[0];
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new SelectAction(reference, ["Country number 177"]))).Code);
        Assert.Equal(ActionCode.NoMatch, (await tab.DoAsync(new FindAction("nothing like it"))).Code);
    }

    [Fact]
    public async Task Find_ManyLines_ShowsTwentyAndCountsTheRest()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(tab.Site.Page("/table", FixturePages.Table()));

        var lines = (await tab.DoAsync(new FindAction("PERSON 1"))).Text!.Split('\n');

        Assert.Equal(21, lines.Length);
        Assert.Equal("... 91 more lines", lines[^1]);
        Assert.StartsWith("| Person 1 | person1@example.org |", lines[0], StringComparison.Ordinal);
    }
}
