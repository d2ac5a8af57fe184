using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Skyvern.Server.BrowserTests.Pool;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Elsewhere;

public sealed class BrowserConnectorTests
{
    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    [Fact]
    public async Task Open_RunningBrowser_WorksInItsTabAndLeavesItAndTheOthersAsTheyAre()
    {
        await using var site = await FixtureSite.StartAsync();
        site.Page("/other", "<h1>Somebody's page</h1><script>document.addEventListener('click', () => document.title = 'touched')</script>");
        site.Page("/desk", "<h1>Desk</h1><a href=\"/next\" target=\"_blank\">Next</a><button onclick=\"document.body.append('Hello ' + navigator.userAgent.length)\">Greet</button>");
        site.Page("/next", "<h1>Next page</h1>");
        await using var remote = await RemoteChromium.StartAsync(site.Address("/other"));
        await using var host = await BrowserHost.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        var owner = await playwright.Chromium.ConnectOverCDPAsync(remote.Http.AbsoluteUri);
        var context = owner.Contexts[0];
        var other = context.Pages[0];
        var desk = await context.NewPageAsync();
        await desk.GotoAsync(site.Address("/desk"));

        await using (var session = await host.OpenAsync(Request(remote.Http)))
        {
            Assert.Equal(site.Address("/desk"), session.Url);
            Assert.Contains((await ObserveAsync(session)).Lines, line => line.Contains("Desk", StringComparison.Ordinal));
            await ClickAsync(session, "Greet");
            Assert.Contains((await ObserveAsync(session)).Lines, line => line.Contains("Hello", StringComparison.Ordinal));
            await ClickAsync(session, "Next");
            await Eventually.TrueAsync(async () => (await ObserveAsync(session)).Lines.Any(line => line.Contains("Next page", StringComparison.Ordinal)));
            Assert.Equal(2, (await ObserveAsync(session)).Tabs.Count);
        }

        Assert.True(remote.IsRunning);
        await Eventually.TrueAsync(() => Task.FromResult(context.Pages.Count == 3));
        Assert.Equal((site.Address("/other"), "Test"), (other.Url, await other.TitleAsync()));
        Assert.Equal(site.Address("/desk"), desk.Url);
    }

    [Fact]
    public async Task Open_WebSocketAndForbiddenPlaces_GoesNowhereItMayNot()
    {
        await using var site = await FixtureSite.StartAsync();
        await using var remote = await RemoteChromium.StartAsync("about:blank");
        await using var host = await BrowserHost.StartAsync(new TestAddressPolicy(address => address.Host == "127.0.0.1" && address.Port != site.Port));

        await using var session = await host.OpenAsync(Request(remote.Socket));
        var refused = await session.PerformAsync(new GoToAction(site.Address()), CancellationToken.None);
        var upload = await session.PerformAsync(new UploadAction("e1", "cv.pdf"), CancellationToken.None);

        Assert.Equal((ActionCode.Blocked, ActionCode.Blocked), (refused.Code, upload.Code));
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task Open_RedirectOrForeignSocketOrNobody_FailsNamingTheHostAndNoSecret()
    {
        await using var elsewhere = await FixtureSite.StartAsync();
        await using var site = await FixtureSite.StartAsync();
        site.Answer("/json/version", context =>
        {
            context.Response.Redirect(elsewhere.Address("/json/version"));
            return Task.CompletedTask;
        });
        site.Answer("/named/json/version", context => context.Response.WriteAsync($$"""{"webSocketDebuggerUrl": "ws://127.0.0.1:{{elsewhere.Port}}/devtools"}"""));
        site.Answer("/devtools", context =>
        {
            context.Response.Redirect(elsewhere.Address("/devtools"));
            return Task.CompletedTask;
        });
        await using var host = await BrowserHost.StartAsync();
        using var nobody = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var closed = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();

        foreach (var address in (string[])[site.Address(), site.Address("/named"), site.Address("/devtools").Replace("http", "ws", StringComparison.Ordinal), $"ws://127.0.0.1:{closed}/geheim"])
        {
            var failure = await Assert.ThrowsAsync<BrowserLostException>(() => host.OpenAsync(Request(new Uri(address), "geheim")));

            Assert.StartsWith("The browser at 127.0.0.1:", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(elsewhere.Requests);
        Assert.Contains(site.Requests, request => request.StartsWith("GET /devtools", StringComparison.Ordinal) && request.Contains("x-key: geheim", StringComparison.OrdinalIgnoreCase));
    }

    private static BrowserRequest Request(Uri address, string? key = null) => new("tsk_test")
    {
        Elsewhere = new BrowserElsewhere(address, key is null ? NoHeaders : new Dictionary<string, string> { ["x-key"] = key }),
    };

    private static Task<Observation> ObserveAsync(IBrowserSession session) => session.ObserveAsync(CancellationToken.None);

    private static async Task ClickAsync(IBrowserSession session, string name)
    {
        var element = (await ObserveAsync(session)).Elements.First(candidate => candidate.Name == name);
        var result = await session.PerformAsync(new ClickAction(element.Ref), CancellationToken.None);
        Assert.True(result.Succeeded, result.Message);
    }
}
