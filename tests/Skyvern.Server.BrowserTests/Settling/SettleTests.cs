using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.BrowserTests.Settling;

[Collection(SharedBrowserCollection.Name)]
public sealed class SettleTests(SharedBrowser browser)
{
    private static Task<SettleResult> SettleAsync(TestTab tab) => Settle.WaitAsync(tab.Session, SettleKind.Action, CancellationToken.None);

    [Fact]
    public async Task Wait_NothingHappens_SaysUnchanged()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Go</button>");
        await tab.DoAsync(new PressAction("F9"));

        Assert.Equal(new SettleResult(false, ""), await SettleAsync(tab));
    }

    [Theory]
    [InlineData("fetch('/slow').then(r => r.text()).then(t => document.body.append(t))")]
    [InlineData("const x = new XMLHttpRequest(); x.open('GET', '/slow'); x.onload = () => document.body.append(x.responseText); x.send()")]
    [InlineData("setTimeout(() => document.body.append('Late'), 600)")]
    [InlineData("setTimeout(() => fetch('/slow').then(r => r.text()).then(t => document.body.append(t)), 100)")]
    public async Task Wait_ContentThatComesLate_IsThereAfterwards(string script)
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Answer("/slow", async context =>
        {
            await Task.Delay(500, context.RequestAborted);
            await context.Response.Body.WriteAsync("Late"u8.ToArray());
        });
        await tab.ShowAsync($"<button onclick=\"{script}\">Go</button>");
        await tab.ClickAsync("Go");

        var settled = await SettleAsync(tab);

        Assert.Equal(new SettleResult(true, ""), settled);
        Assert.Contains("Late", await tab.LinesAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_LinkToASlowPage_ReachesTheNewDocument()
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Answer("/next", async context =>
        {
            await Task.Delay(1200, context.RequestAborted);
            context.Response.ContentType = "text/html";
            await context.Response.Body.WriteAsync("<h1>Next</h1><p></p><script>fetch('/x').finally(() => document.querySelector('p').textContent = 'Filled')</script>"u8.ToArray());
        });
        await tab.ShowAsync("<a href='/next'>Go</a>");
        await tab.ClickAsync("Go");

        Assert.True((await SettleAsync(tab)).Changed);
        Assert.Equal("# Next\nFilled", await tab.LinesAsync());
    }

    [Fact]
    public async Task Wait_ClockAndSpinner_DoNotCount()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Go</button><p id='clock'></p><script>setInterval(() => clock.textContent = performance.now(), 30); (function poll() { fetch('/poll').finally(() => setTimeout(poll, 3000)) })()</script>");
        await tab.Page.WaitForFunctionAsync("performance.now() > 1200");
        await tab.DoAsync(new PressAction("F9"));

        Assert.Equal(new SettleResult(false, ""), await SettleAsync(tab));
    }

    [Fact]
    public async Task Wait_NeverAtRest_EndsAtTheCap()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button onclick=\"setInterval(() => document.body.append(document.createElement('p'), document.createElement('i')), 40); setInterval(() => { const d = document.createElement('div'); document.body.append(d); d.append(document.createElement('b')); }, 60)\">Go</button>");
        await tab.ClickAsync("Go");

        var settled = await SettleAsync(tab);

        Assert.True(settled.Changed);
    }
}
