using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class ReadPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Read_LongPage_ComesInParts()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(tab.Site.Page("/docs", FixturePages.Docs(sections: 30)));

        var first = await tab.DoAsync(new ReadAction());
        var count = int.Parse(first.Message.Split(' ')[^1]);
        var last = await tab.DoAsync(new ReadAction(count));

        Assert.True(count > 1);
        Assert.Contains("# Reference", first.Text!, StringComparison.Ordinal);
        Assert.True(first.Text!.Length <= 14_000);
        Assert.Contains("method_30_19", last.Text!, StringComparison.Ordinal);
        Assert.Equal(ActionCode.InvalidValue, (await tab.DoAsync(new ReadAction(count + 1))).Code);
    }
}
