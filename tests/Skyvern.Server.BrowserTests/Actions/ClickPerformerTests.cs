using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class ClickPerformerTests(SharedBrowser browser)
{
    [Fact]
    public async Task Click_BelowTheFold_ScrollsThereAndClicks()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<div style='height:3000px'></div><button id='b' onclick=\"this.textContent='Clicked ' + event.isTrusted\">Go</button>");

        var result = await tab.ClickAsync("Go");

        Assert.Equal(ActionCode.Ok, result.Code);
        Assert.Equal("//*[@id=\"b\"]", result.XPath);
        Assert.Equal("Clicked true", await tab.Page.TextContentAsync("button"));
    }

    [Theory]
    [InlineData(ClickMode.Double, "dblclick")]
    [InlineData(ClickMode.Right, "contextmenu")]
    public async Task Click_Mode_SendsItsEvent(ClickMode mode, string type)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync($"<button>Go</button><p></p><script>document.querySelector('button').addEventListener('{type}', () => document.querySelector('p').textContent = 'seen')</script>");

        await tab.ClickAsync("Go", mode);

        Assert.Equal("seen", await tab.Page.TextContentAsync("p"));
    }

    [Fact]
    public async Task Click_CoveredByWhatEscapeCloses_IsTriedAgain()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <button onclick="this.textContent='Done'">Go</button><div id="cover" style="position:fixed;inset:0;background:#fff">Advertisement</div>
            <script>addEventListener('keydown', event => event.key === 'Escape' && cover.remove())</script>
            """);

        Assert.Equal(ActionCode.Ok, (await tab.ClickAsync("Go")).Code);
        Assert.Equal("Done", await tab.Page.TextContentAsync("button"));
    }

    [Fact]
    public async Task Click_Covered_SaysByWhat()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button onclick=\"this.textContent='Done'\">Go</button><div role='dialog' aria-label='Offer' style='position:fixed;inset:0;background:#fff'></div>");

        var result = await tab.ClickAsync("Go");

        Assert.Equal((ActionCode.Covered, "Covered by dialog \"Offer\"."), (result.Code, result.Message));
        Assert.Equal("Go", await tab.Page.TextContentAsync("button"));
    }

    [Fact]
    public async Task Click_BehindStickyHeader_FindsAFreePlace()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<div style='position:fixed;top:0;left:0;right:0;height:90px;background:#eee'>Header</div><div style='height:1500px'></div><button onclick=\"this.textContent='Done'\">Go</button><div style='height:1500px'></div><script>scrollTo(0, 1480)</script>");

        Assert.Equal(ActionCode.Ok, (await tab.ClickAsync("Go")).Code);
        Assert.Equal("Done", await tab.Page.TextContentAsync("button"));
    }

    [Fact]
    public async Task Click_Disabled_IsRefusedUnlessEnabledSoon()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button disabled>Never</button><button disabled id='b' onclick=\"this.textContent='Done'\">Soon</button><script>addEventListener('go', () => setTimeout(() => b.disabled = false, 300))</script>");

        Assert.Equal(ActionCode.Disabled, (await tab.ClickAsync("Never")).Code);
        var soon = await tab.RefAsync("Soon");
        await tab.Page.EvaluateAsync("dispatchEvent(new Event('go'))");
        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ClickAction(soon))).Code);
        Assert.Equal("Done", await tab.Page.TextContentAsync("#b"));
    }

    [Theory]
    [InlineData("e999")]
    [InlineData("f7e1")]
    [InlineData("button")]
    public async Task Click_UnknownRef_IsNotFound(string reference)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Go</button>");

        Assert.Equal(ActionCode.NotFound, (await tab.DoAsync(new ClickAction(reference))).Code);
    }

    [Fact]
    public async Task Click_HiddenSinceSeen_Fails()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Go</button>");
        var reference = await tab.RefAsync("Go");
        await tab.Page.EvaluateAsync("document.querySelector('button').style.display='none'");

        var result = await tab.DoAsync(new ClickAction(reference));

        Assert.Equal((ActionCode.Failed, "It is not visible."), (result.Code, result.Message));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Click_InNestedFrames_HitsTheButton(bool otherHost)
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Page("/deep", "<div style='height:400px'></div><button onclick=\"this.textContent='Done'\">Deep</button>");
        tab.Site.Page("/inner", $"<p>Inner</p><iframe src='{(otherHost ? tab.Site.OtherHostAddress("/deep") : "/deep")}' width='300' height='200' style='margin:30px;border:7px solid'></iframe>");
        await tab.ShowAsync("<div style='height:1000px'></div><iframe src='/inner' width='500' height='400' style='margin-left:55px'></iframe>");

        var result = await tab.ClickAsync("Deep");

        Assert.Equal((ActionCode.Ok, ""), (result.Code, result.Message));
        Assert.Equal("Done", (await tab.ObserveAsync()).Elements.Single(element => element.Role == "button").Name);
    }

    [Theory]
    [InlineData("/zoo/sticky", "Subscribe")]
    [InlineData("/zoo/other-site", "Pay")]
    public async Task Click_PageOfTheZoo_DoesIt(string path, string name)
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync(path);
        await Eventually.TrueAsync(async () => (await tab.ObserveAsync()).Elements.Any(element => element.Name == name));

        var result = await tab.ClickAsync(name);

        Assert.Equal((ActionCode.Ok, ""), (result.Code, result.Message));
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Click_RouteOfAPageThatStays_ShowsTheNewView()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/routes");

        await tab.ClickAsync("Settings");
        await tab.ShowsAsync("Switch sound off");
        await tab.ClickAsync("Switch sound off");

        Assert.EndsWith("/zoo/routes/settings", tab.Page.Url, StringComparison.Ordinal);
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Click_DoubleAndRight_RenameAndOpenTheMenu()
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync("/zoo/unusual-clicks");

        await tab.ClickAsync("notes.txt", ClickMode.Double);
        await tab.ClickAsync("notes.txt", ClickMode.Right);
        await tab.ClickAsync("Archive");

        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Click_ShadowRootAndHiddenCheckbox_Work()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div id="host"></div><script>document.getElementById('host').attachShadow({mode:'open'}).innerHTML='<button onclick="this.textContent=&quot;Done&quot;">Shadow</button>';</script>
            <input type="checkbox" id="c" style="display:none"><label for="c">Fancy</label>
            """);

        Assert.Equal(ActionCode.Ok, (await tab.ClickAsync("Shadow")).Code);
        Assert.Equal(ActionCode.Ok, (await tab.ClickAsync("Fancy")).Code);
        Assert.True(await tab.Page.EvaluateAsync<bool>("c.checked && host.shadowRoot.querySelector('button').textContent === 'Done'"));
    }
}
