using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class PageTrackerTests : SessionTests
{
    [Fact]
    public async Task Click_LinkToANewTab_MakesItTheCurrentOne()
    {
        Site.Page("/second", "<title>Second</title><h1>Second</h1>");
        await ShowAsync("<a href='/second' target='_blank'>More</a>");

        var result = await ClickAsync("More");
        var observation = await ObserveAsync();

        Assert.Equal((ActionCode.Popup, "opened tab t2"), (result.Code, result.Message));
        Assert.Equal(Site.Address("/second"), observation.Url);
        Assert.Equal(["t1", "t2"], observation.Tabs.Select(tab => tab.Id));
        Assert.Equal("t2", observation.Tabs.Single(tab => tab.Current).Id);
    }

    [Fact]
    public async Task Click_ButtonThatClosesItsTab_FallsBackToTheTabBefore()
    {
        Site.Page("/second", "<button onclick='window.close()'>Done</button>");
        await ShowAsync("<button onclick=\"window.open('/second')\">More</button>");
        await ClickAsync("More");

        var result = await ClickAsync("Done");
        var observation = await ObserveAsync();

        Assert.True(result.Succeeded && result.EndsBatch, result.ToString());
        Assert.Equal(Site.Address(), observation.Url);
        Assert.Equal("t1", Assert.Single(observation.Tabs).Id);
    }

    [Fact]
    public async Task Click_WindowThatSignsInAndClosesItself_FallsBackToItsOpener()
    {
        var page = await VisitAsync("/zoo/login-popup");

        var open = await ClickAsync("Sign in");
        var allow = await ClickAsync("Allow");

        Assert.Equal((ActionCode.Popup, "opened tab t2"), (open.Code, open.Message));
        Assert.True(allow.Succeeded, allow.ToString());
        await ShowsAsync(page.Done);
        Assert.Equal("t1", Assert.Single((await ObserveAsync()).Tabs).Id);
    }

    [Fact]
    public async Task Click_TabThatOpensAMomentLater_IsFollowedAndReadWhole()
    {
        var page = await VisitAsync("/zoo/late-tab");

        var result = await ClickAsync("Open report");

        Assert.Equal((ActionCode.Popup, "opened tab t2"), (result.Code, result.Message));
        Assert.Contains("# " + page.Done, (await ObserveAsync()).Lines.Select(line => line.TrimStart('*')));
    }

    [Fact]
    public async Task Click_WindowThatOpensAndClosesAtOnce_LeavesThePageCurrent()
    {
        await ShowAsync("<button onclick=\"const w = window.open('about:blank'); setTimeout(() => w.close(), 50); document.title = 'went on'\">Print</button>");

        var result = await ClickAsync("Print");

        Assert.True(result.Succeeded, result.ToString());
        await Eventually.TrueAsync(async () => (await ObserveAsync()).Tabs.Count == 1);
        Assert.Equal(("went on", Site.Address()), ((await ObserveAsync()).Title, Session.Url));
    }

    [Fact]
    public async Task Tab_OpenSwitchClose_NeverReusesAName()
    {
        await ShowAsync("<h1>First</h1>");
        Site.Page("/other", "<h1>Other</h1>");

        var open = await Session.PerformAsync(new TabAction(TabOperation.Open, Site.Address("/other")), CancellationToken.None);
        var back = await Session.PerformAsync(new TabAction(TabOperation.Switch, "t1"), CancellationToken.None);
        var first = Session.Url;
        await Session.PerformAsync(new TabAction(TabOperation.Close, "t2"), CancellationToken.None);
        var again = await Session.PerformAsync(new TabAction(TabOperation.Open), CancellationToken.None);
        var missing = await Session.PerformAsync(new TabAction(TabOperation.Switch, "t2"), CancellationToken.None);

        Assert.Equal([ActionCode.Popup, ActionCode.Navigated], new[] { open.Code, back.Code });
        Assert.Equal(Site.Address(), first);
        Assert.Equal("opened tab t3", again.Message);
        Assert.Equal((ActionCode.NotFound, "There is no tab t2; there is t1, t3."), (missing.Code, missing.Message));
    }

    [Fact]
    public async Task Observe_EveryTabClosed_OpensABlankOne()
    {
        await Session.PerformAsync(new TabAction(TabOperation.Close), CancellationToken.None);

        var observation = await ObserveAsync();

        Assert.Equal(("t2", "about:blank"), (Assert.Single(observation.Tabs).Id, observation.Url));
    }

    [Fact]
    public async Task Click_NothingChanges_SaysSo()
    {
        await ShowAsync("<button>Idle</button><button onclick=\"this.insertAdjacentHTML('afterend', '<p>Busy</p>')\">Work</button>");

        await ClickAsync("Idle"); // That it has the focus now is a change.

        Assert.Equal(ActionCode.NoChange, (await ClickAsync("Idle")).Code);
        Assert.Equal(ActionCode.Ok, (await ClickAsync("Work")).Code);
    }

    [Fact]
    public async Task Console_MessagesAndErrors_AreKeptAsLines()
    {
        await ShowAsync("<script>console.warn('careful\\nnow'); setTimeout(() => { throw new Error('broken') })</script>");

        await Eventually.TrueAsync(() => Session.ConsoleLog.Contains("broken", StringComparison.Ordinal));
        Assert.Contains("warning careful now", Session.ConsoleLog.Split('\n'));
    }

    [Fact]
    public async Task Screenshot_Page_IsAJpeg()
    {
        await ShowAsync("<h1>Picture</h1>");

        var picture = await Session.ScreenshotAsync(CancellationToken.None);

        Assert.Equal([0xFF, 0xD8, 0xFF], picture!.Take(3));
    }
}
