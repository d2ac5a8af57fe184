using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests.Settling;

[Collection(SharedBrowserCollection.Name)]
public sealed class SettleTests(SharedBrowser browser)
{
    /// <summary>Counts what a page does by itself, from a moment after it was loaded: what it did before is its loading.</summary>
    private const string Ticks = "<script>let ticks = NaN, loadedAt = NaN; addEventListener('load', () => setTimeout(() => { ticks = 0; loadedAt = performance.now(); }, 700))</script>";

    private static Task<SettleResult> SettleAsync(TestTab tab) => Settle.WaitAsync(tab.Session, SettleKind.Action, CancellationToken.None);

    private static void AnswerLate(TestTab tab) => tab.Site.Answer("/slow", async context =>
    {
        await Task.Delay(500, context.RequestAborted);
        await context.Response.Body.WriteAsync("Late"u8.ToArray());
    });

    /// <summary>Waits until the page's own doing has gone on for a while after it was loaded, so that it is known as a habit.</summary>
    private static async Task GoesOnAsync(TestTab tab, int times) =>
        await tab.Page.WaitForFunctionAsync($"performance.now() - loadedAt > 1000 && ticks >= {times}");

    [Fact]
    public async Task Wait_NothingHappens_SaysUnchanged()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Go</button>");
        await tab.DoAsync(new PressAction("F9"));

        Assert.Equal(new SettleResult(false, ""), await SettleAsync(tab));
    }

    /// <summary>Chromium looks their properties up in their plugin, and sometimes never loads what they hold when that is asked for while it parses.</summary>
    [Fact]
    public async Task Page_WithAnObject_HasNoPropertyOfItReadWhileItIsParsed()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <script>
              window.read = [];
              for (const name of ['nodeType', 'nodeName', 'tagName', 'localName', 'parentNode'])
                Object.defineProperty(HTMLObjectElement.prototype, name, { get() { read.push(name); } });
            </script>
            <div><object type="text/html" data="/part"></object></div>
            <p>After</p>
            """);

        await SettleAsync(tab);

        Assert.Empty(await tab.Page.EvaluateAsync<string[]>("read"));
    }

    [Theory]
    [InlineData("fetch('/slow').then(r => r.text()).then(t => document.body.append(t))")]
    [InlineData("const x = new XMLHttpRequest(); x.open('GET', '/slow'); x.onload = () => document.body.append(x.responseText); x.send()")]
    [InlineData("setTimeout(() => document.body.append('Late'), 600)")]
    [InlineData("setTimeout(() => fetch('/slow').then(r => r.text()).then(t => document.body.append(t)), 100)")]
    public async Task Wait_ContentThatComesLate_IsThereAfterwards(string script)
    {
        await using var tab = await browser.OpenAsync();
        AnswerLate(tab);
        await tab.ShowAsync($"<button onclick=\"{script}\">Go</button>");
        await tab.ClickAsync("Go");

        var settled = await SettleAsync(tab);

        Assert.Equal(new SettleResult(true, ""), settled);
        Assert.Contains("Late", await tab.LinesAsync(), StringComparison.Ordinal);
    }

    /// <summary>A page that cannot run is not at rest: what was due meanwhile comes with its next turns.</summary>
    [Theory]
    [InlineData("setTimeout(hold, 600, 300); setTimeout(() => fetch('/slow').then(r => r.text()).then(t => document.body.append(t)), 750)")]
    [InlineData("setTimeout(() => document.body.append('First'), 600); setTimeout(() => { hold(300); setTimeout(() => document.body.append('Late'), 15) }, 610)")]
    public async Task Wait_PageThatIsHeldUp_SeesWhatItHadToDoMeanwhile(string script)
    {
        await using var tab = await browser.OpenAsync();
        AnswerLate(tab);
        await tab.ShowAsync($$"""
            <button onclick="{{script}}">Go</button><script>
            const hold = milliseconds => { const end = performance.now() + milliseconds; while (performance.now() < end); };
            </script>
            """);
        await tab.ClickAsync("Go");

        Assert.Equal(new SettleResult(true, ""), await SettleAsync(tab));
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
        await tab.ShowAsync($"<button>Go</button><p id='clock'></p>{Ticks}<script>setInterval(() => {{ ticks++; clock.textContent = performance.now(); }}, 30); (function poll() {{ fetch('/poll').finally(() => setTimeout(poll, 3000)) }})()</script>");
        await GoesOnAsync(tab, 8);
        await tab.DoAsync(new PressAction("F9"));

        Assert.Equal(new SettleResult(false, ""), await SettleAsync(tab));
    }

    [Theory]
    [InlineData("setInterval(() => { ticks++; clock.textContent = new Date().toISOString(); }, 250)")]
    [InlineData("(async () => { while (true) { await new Promise(done => setTimeout(done, 250)); ticks++; clock.textContent = performance.now(); } })()")]
    [InlineData("setInterval(() => { ticks++; clock.append(clock.firstChild); clock.className = 'c' + performance.now(); }, 250)")]
    [InlineData("setInterval(() => fetch('/poll').then(reply => reply.status).then(status => { ticks++; clock.title = status; }), 250)")]
    public async Task Wait_PageThatGoesOnByItself_IsNeitherRestlessNorChanged(string script)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync($"<button>Go</button><div id='clock'><b>First news</b><b>Second news</b></div>{Ticks}<script>{script}</script>");
        await GoesOnAsync(tab, 6);
        await tab.DoAsync(new PressAction("F9"));

        var waits = new List<SettleResult>();
        for (var i = 0; i < 5; i++)
        {
            waits.Add(await SettleAsync(tab));
        }

        Assert.All(waits, wait => Assert.Equal(new SettleResult(false, ""), wait));
    }

    [Fact]
    public async Task Wait_ActionOnAPageWithAClock_StillCounts()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync($"<button onclick=\"this.insertAdjacentHTML('afterend', '<p>Sent</p>')\">Send</button><p id='clock'></p>{Ticks}<script>setInterval(() => {{ ticks++; clock.textContent = performance.now(); }}, 250)</script>");
        await GoesOnAsync(tab, 6);
        await tab.ClickAsync("Send");

        Assert.Equal(new SettleResult(true, ""), await SettleAsync(tab));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wait_RequestOfAFrame_IsWaitedFor(bool otherHost)
    {
        await using var tab = await browser.OpenAsync();
        ActionZoo.Install(tab.Site);
        await tab.ShowAsync($"<iframe src='{(otherHost ? tab.Site.OtherHostAddress("/zoo/payment") : "/zoo/payment")}' width='400' height='200'></iframe>");
        await tab.ShowsAsync("Open");
        await tab.ClickAsync("Pay");

        Assert.Equal(new SettleResult(true, ""), await SettleAsync(tab));
        Assert.Contains("Paid", await tab.LinesAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_FrameThatHangs_HoldsNothingUp()
    {
        await using var tab = await browser.OpenAsync();
        tab.Site.Page("/hang", "<p>Frame</p><script>setTimeout(() => { while (true) { } }, 300)</script>");
        await tab.ShowAsync($"<button onclick=\"document.title = 'Done'\">Go</button><iframe src='{tab.Site.OtherHostAddress("/hang")}'></iframe>");
        var go = await tab.RefAsync("Go");
        await tab.Page.WaitForFunctionAsync("performance.now() > 1500");

        Assert.Equal(ActionCode.Ok, (await tab.DoAsync(new ClickAction(go))).Code);
        Assert.True((await SettleAsync(tab)).Changed);
        Assert.Equal("Done", await tab.Page.TitleAsync());
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
