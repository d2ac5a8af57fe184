using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class HoverPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Hover_MenuByStyle_SaysWhatShowedAndLeavesItOpen()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/hover-style");

        var result = await HoverAsync(tab, "Account");
        var click = await tab.ClickAsync("Log out");

        Assert.Equal((ActionCode.Ok, "2 new lines: \"Profile\", \"Log out\""), (result.Code, result.Message));
        Assert.False(result.EndsBatch);
        Assert.True(click.Succeeded, click.ToString());
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Hover_NestedMenuByScript_ReachesTheInnerOne()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/hover-nested");

        Assert.Contains("Lamps", (await HoverAsync(tab, "Products")).Message, StringComparison.Ordinal);
        Assert.Contains("Desk lamp", (await HoverAsync(tab, "Lamps")).Message, StringComparison.Ordinal);
        await tab.ClickAsync("Desk lamp");

        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Hover_NothingShows_SaysSoAndEndsNoBatch()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Plain</button><p id='clock'>10:00:00</p><script>setInterval(() => clock.textContent = '10:00:0' + Math.floor(performance.now() / 20) % 10, 20)</script>");

        var result = await HoverAsync(tab, "Plain");

        Assert.Equal((ActionCode.Ok, "Nothing new showed."), (result.Code, result.Message));
    }

    private static async Task<ActionResult> HoverAsync(TestTab tab, string name) => await tab.DoAsync(new HoverAction(await RefAsync(tab, name)));

    private static async Task<string> RefAsync(TestTab tab, string name) =>
        (await tab.ObserveAsync()).Elements.First(element => element.Name == name || element.Name.StartsWith(name, StringComparison.Ordinal)).Ref;
}
