using System.Diagnostics;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;
using Xunit.Abstractions;

namespace Skyvern.Server.BrowserTests.Pool;

public sealed class PlaywrightBrowserPoolTests(ITestOutputHelper output)
{
    private const string EndlessLoop = "<h1>Busy</h1><script>setTimeout(() => { for (;;); }, 50)</script>";

    [Fact]
    public async Task Open_BrowserStartedAheadOfNeed_GivesEachRunItsOwnProcess()
    {
        await using var host = await BrowserHost.StartAsync(settings: new KeyValuePair<string, string?>("Browser:PreLaunched", "1"));
        var times = new List<long>();
        var processes = new HashSet<int>();

        for (var run = 0; run < 3; run++)
        {
            await Eventually.TrueAsync(() => host.Processes.Count > 0);
            var watch = Stopwatch.StartNew();
            await using var session = await host.OpenAsync();
            times.Add(watch.ElapsedMilliseconds);
            Assert.True(processes.Add(MainProcess(host)));
            Assert.Equal("about:blank", session.Url);
        }

        output.WriteLine($"Opening took {string.Join(", ", times)} ms; the first ones include waiting for the browser to start.");
    }

    [Fact]
    public async Task Dispose_OpenSession_EndsItsProcessesAndRemovesItsFiles()
    {
        await using var host = await BrowserHost.StartAsync();
        var session = await host.OpenAsync();
        Assert.NotEmpty(host.Processes);

        await session.DisposeAsync();

        await Eventually.TrueAsync(() => host.Processes.Count == 0);
        Assert.Empty(Directory.GetDirectories(await host.Folders.InstanceAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Open_Headless_DoesNotCallItselfHeadless()
    {
        await using var site = await FixtureSite.StartAsync();
        var agent = "";
        site.Answer("/", context =>
        {
            agent = $"{context.Request.Headers.UserAgent} {context.Request.Headers["sec-ch-ua"]} {context.Request.Headers["X-Extra"]}";
            return Task.CompletedTask;
        });
        await using var host = await BrowserHost.StartAsync();
        await using var session = await host.OpenAsync(new BrowserRequest("tsk_test") { ExtraHttpHeaders = new Dictionary<string, string> { ["X-Extra"] = "carried" } });

        await session.PerformAsync(new GoToAction(site.Address()), CancellationToken.None);

        Assert.DoesNotContain("Headless", agent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Chrome/", agent, StringComparison.Ordinal);
        Assert.EndsWith("carried", agent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoSuchBrowser_SaysWhatToDo()
    {
        await using var host = await BrowserHost.StartAsync(settings: new KeyValuePair<string, string?>("Browser:ExecutablePath", "/nowhere/chromium"));

        var lost = await Assert.ThrowsAsync<BrowserLostException>(() => host.OpenAsync());

        Assert.Contains("/nowhere/chromium", lost.Message, StringComparison.Ordinal);
        Assert.Contains("Browser:ExecutablePath", lost.Message, StringComparison.Ordinal);
        Assert.Empty(host.Processes);
    }

    [Fact]
    public async Task Observe_ProcessWasKilled_SaysThatTheBrowserIsLost()
    {
        await using var site = await FixtureSite.StartAsync();
        await using var host = await BrowserHost.StartAsync();
        await using var session = await host.OpenAsync();
        await session.PerformAsync(new GoToAction(site.Page("/", "<h1>Here</h1>")), CancellationToken.None);

        await SignalAsync("KILL", MainProcess(host));

        await Assert.ThrowsAsync<BrowserLostException>(() => session.ObserveAsync(CancellationToken.None));
        await Assert.ThrowsAsync<BrowserLostException>(() => session.PerformAsync(new BackAction(), CancellationToken.None));
        await using var next = await host.OpenAsync();
        Assert.Equal("about:blank", next.Url);
    }

    [Fact]
    public async Task Observe_ProcessIsFrozen_SaysThatTheBrowserIsLost()
    {
        await using var host = await BrowserHost.StartAsync(settings: new KeyValuePair<string, string?>("Browser:ObserveSeconds", "1"));
        var session = await host.OpenAsync();
        await SignalAsync("STOP", MainProcess(host));

        await Assert.ThrowsAsync<BrowserLostException>(() => session.ObserveAsync(CancellationToken.None));
        await session.DisposeAsync();

        await Eventually.TrueAsync(() => host.Processes.Count == 0);
    }

    [Fact]
    public async Task Observe_EndlessLoop_FreesThePageAndReadsIt()
    {
        await using var site = await FixtureSite.StartAsync();
        await using var host = await BrowserHost.StartAsync();
        await using var session = await host.OpenAsync();
        await session.PerformAsync(new GoToAction(site.Page("/", EndlessLoop)), CancellationToken.None);

        var observation = await session.ObserveAsync(CancellationToken.None);

        Assert.Contains(observation.Lines, line => line.Contains("Busy", StringComparison.Ordinal));
    }

    private static int MainProcess(BrowserHost host) => host.Processes.Order().First();

    private static async Task SignalAsync(string signal, int process) => await Process.Start("kill", [$"-{signal}", $"{process}"]).WaitForExitAsync();
}
