using Skyvern.Server.Core.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Live;

public sealed class LiveBrowsersTests
{
    private readonly LiveBrowsers _live = new();
    private readonly ControlLease _control = new LiveOptions().NewControl(TimeProvider.System);

    [Fact]
    public void Find_OtherOrganizationOrGone_IsNothing()
    {
        var browser = new FakeLiveBrowser();
        var shown = _live.Show("o_1", "tsk_1", browser, _control);
        var found = _live.Find("o_1", "tsk_1")!;

        Assert.Same(browser, found.Browser);
        Assert.Null(_live.Find("o_2", "tsk_1"));
        shown.Dispose();

        Assert.Null(_live.Find("o_1", "tsk_1"));
        Assert.True(found.Gone.IsCancellationRequested);
    }

    [Fact]
    public void Show_SameIdAgain_IsNotTakenAwayByTheFirst()
    {
        var (first, second) = (new FakeLiveBrowser(), new FakeLiveBrowser());
        var earlier = _live.Show("o_1", "tsk_1", first, _control);
        _live.Show("o_1", "tsk_1", second, _control);

        earlier.Dispose();

        Assert.Same(second, _live.Find("o_1", "tsk_1")!.Browser);
    }

    [Fact]
    public async Task Wait_BrowserOpensLater_FindsIt()
    {
        var browser = new FakeLiveBrowser();
        var waiting = _live.WaitAsync("o_1", "tsk_1", CancellationToken.None);
        _live.Show("o_1", "tsk_other", new FakeLiveBrowser(), _control);
        Assert.False(waiting.IsCompleted);

        _live.Show("o_1", "tsk_1", browser, _control);

        Assert.Same(browser, (await waiting.WaitAsync(TimeSpan.FromSeconds(60))).Browser);
    }
}
