using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>Frames that answer, frames that do not, and what can be done in them.</summary>
[Collection(SharedBrowserCollection.Name)]
public sealed class FrameTests(SharedBrowser browser)
{
    [Fact]
    public async Task Observe_FramesThatHangOrFail_AreOneLineEachAndHideNoOther()
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Page("/hang", "<p>Hangs</p><script>setTimeout(() => { for (;;) {} }, 200)</script>");
        tab.Site.Page("/good", "<button>Good</button>");
        tab.Site.Answer("/never", async context => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        tab.Site.Page("/page", $$"""
            <button>Outside</button><iframe src="{{tab.Site.OtherHostAddress("/hang")}}" title="Hanging" width="200" height="60"></iframe>
            <iframe src="http://127.0.0.1:1/" title="Refused" width="200" height="60"></iframe><iframe src="/never" title="Slow" width="200" height="60"></iframe>
            <iframe src="/good" title="Good" width="200" height="60"></iframe>
            """);
        await tab.Page.GotoAsync(tab.Site.Address("/page"), new() { WaitUntil = Microsoft.Playwright.WaitUntilState.DOMContentLoaded });
        await tab.Page.FrameLocator("[title=Good]").Locator("button").WaitForAsync();
        await tab.ShowsAsync("could not be loaded");

        var lines = await tab.LinesAsync();

        Assert.Contains("e button \"Outside\"", lines, StringComparison.Ordinal);
        Assert.Matches("frame f[0-9] \"Refused\" http://127.0.0.1:1/ could not be loaded", lines);
        Assert.Matches("frame f[0-9] \"Slow\" .*has not loaded yet", lines);
        Assert.Contains("f4e button \"Good\"", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actions_InNestedFramesOfOtherHosts_ReachTheControls()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(GoldenPages.Serve(tab.Site, "frames-nested"));

        Assert.Equal(ActionCode.Ok, (await tab.FillAsync("Field three", "deep")).Code);
        Assert.Equal(ActionCode.Ok, (await tab.ClickAsync("Button three")).Code);

        Assert.Equal("deep", Assert.Single((await tab.ObserveAsync()).Elements, element => element.Name == "Field three").Value);
    }

    [Fact]
    public async Task Actions_InClosedShadowRoots_ReachTheControls()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <my-form></my-form><script>customElements.define('my-form', class extends HTMLElement { connectedCallback() {
              const root = this.attachShadow({ mode: 'closed' }); root.innerHTML = '<label>User <input></label><button>Send</button><p></p>';
              root.querySelector('button').addEventListener('click', () => root.querySelector('p').textContent = 'Sent ' + root.querySelector('input').value); } });</script>
            """);

        Assert.Equal(ActionCode.Ok, (await tab.FillAsync("User", "Ada")).Code);
        Assert.Equal(ActionCode.Ok, (await tab.ClickAsync("Send")).Code);

        Assert.Contains("Sent Ada", await tab.LinesAsync(), StringComparison.Ordinal);
        Assert.Contains("Sent Ada", (await tab.ReadContentAsync()).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FramesOfAllKinds_GivesTheirText()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(GoldenPages.Serve(tab.Site, "frames-nested"));

        var content = await tab.ReadContentAsync();
        var part = await tab.DoAsync(new ReadAction(1));

        Assert.All(new[] { "# Outer", "## One", "## Two", "## Three" }, heading =>
        {
            Assert.Contains(heading, content.Markdown, StringComparison.Ordinal);
            Assert.Contains(heading, part.Text!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Observe_ElementThatOnlyListens_CanBeClicked()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(GoldenPages.Serve(tab.Site, "listeners-only"));

        Assert.Equal(ActionCode.Ok, (await tab.ClickAsync("Archive")).Code);

        Assert.Equal("b", (await tab.ObserveAsync()).Title);
    }
}
