using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class PressPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Press_KeyOnElementOrPage_ArrivesAndUnknownOnesAreNamed()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<input aria-label='Field'><script>addEventListener('keydown', e => document.title += e.key + (e.ctrlKey ? '+' : ''))</script>");

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new PressAction("Control+K", await tab.RefAsync("Field")))).Code);
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new PressAction("Escape"))).Code);
        Assert.Equal(ActionCode.InvalidValue, (await tab.DoAsync(new PressAction("Foo"))).Code);

        Assert.Equal("TestControl+k+Escape", await tab.Page.TitleAsync());
    }

    [Fact]
    public async Task Press_ChordOfThePage_ReachesIt()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/chord");

        await tab.FillAsync("Note", "Hello");
        await tab.DoAsync(new PressAction("Control+S", await tab.RefAsync("Note")));

        await tab.ShowsAsync(page.Done);
    }
}
