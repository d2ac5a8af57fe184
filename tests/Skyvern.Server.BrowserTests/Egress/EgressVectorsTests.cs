using Microsoft.AspNetCore.Http;
using Skyvern.Server.BrowserTests.Pool;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;
using Xunit.Abstractions;

namespace Skyvern.Server.BrowserTests.Egress;

public sealed class EgressVectorsTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private readonly CountingHost _host = new();
    private FixtureSite _site = null!;

    public async Task InitializeAsync()
    {
        _site = await FixtureSite.StartAsync();
        _site.Page("/", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Egress", "egress-vectors.html")));
        _site.Answer("/redirect", context =>
        {
            context.Response.Redirect(context.Request.Query["to"]!);
            return Task.CompletedTask;
        });
        Script("/worker.js", "fetch(new URL(location).searchParams.get('to'), { mode: 'no-cors' }).catch(() => 0)");
        Script("/service-worker.js", """
            self.onactivate = event => event.waitUntil(clients.claim());
            self.onfetch = event => {
              const to = new URL(event.request.url).searchParams.get('to');
              if (event.request.url.includes('/via-service-worker')) {
                event.respondWith(fetch(to, { mode: 'no-cors' }).then(() => new Response('ok'), () => new Response('no')));
              }
            };
            """);
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task GoTo_PageThatTriesEverything_ReachesNothingThatIsRefused()
    {
        await using var browser = await BrowserHost.StartAsync(new TestAddressPolicy(address => address.Host == "127.0.0.1"));
        await using var session = await browser.OpenAsync();

        var observation = await TryEverythingAsync(session);

        Assert.Empty(_host.Hits);
        Assert.Contains("request to 127.0.0.2 refused by the address policy", observation.Notes);
    }

    [Fact]
    public async Task GoTo_SamePageWhereAllIsAllowed_ReachesTheHost()
    {
        // The counter-check: the ways do lead there, it is the policy that closes them.
        await using var browser = await BrowserHost.StartAsync();
        await using var session = await browser.OpenAsync();

        await TryEverythingAsync(session, () => _host.Hits.Count >= 25);

        output.WriteLine($"{_host.Hits.Count} ways: {string.Join(' ', _host.Hits)}");
        Assert.True(_host.Hits.Count >= 25, $"Only {_host.Hits.Count} ways led there: {string.Join(' ', _host.Hits)}");
        Assert.DoesNotContain("a datagram", _host.Hits);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("chrome://version")]
    [InlineData("data:text/html,hello")]
    [InlineData("javascript:alert(1)")]
    [InlineData("view-source:http://127.0.0.1/")]
    public async Task GoTo_OtherSchemes_AreBlocked(string address)
    {
        await using var browser = await BrowserHost.StartAsync();
        await using var session = await browser.OpenAsync();

        var result = await session.PerformAsync(new GoToAction(address), CancellationToken.None);

        Assert.Equal(ActionCode.Blocked, result.Code);
        Assert.Equal("about:blank", session.Url);
    }

    private async Task<Observation> TryEverythingAsync(IBrowserSession session, Func<bool>? hasCome = null)
    {
        await session.PerformAsync(new GoToAction(_site.Address($"/?target={_host}")), CancellationToken.None);
        var notes = new List<string>();
        var observation = await session.ObserveAsync(CancellationToken.None);
        await Eventually.TrueAsync(async () =>
        {
            notes.AddRange(observation.Notes);
            if (observation.Tabs.Any(tab => tab.Title == "all tried") && hasCome?.Invoke() is not false)
            {
                return true;
            }

            observation = await session.ObserveAsync(CancellationToken.None);
            return false;
        });

        // What the page has set off may still be on its way: one more round through the browser.
        await session.PerformAsync(new GoToAction(_site.Page("/last", "<h1>Last</h1>")), CancellationToken.None);
        observation = await session.ObserveAsync(CancellationToken.None);
        return observation with { Notes = [.. notes, .. observation.Notes] };
    }

    private void Script(string path, string text) => _site.Answer(path, async context =>
    {
        context.Response.ContentType = "text/javascript";
        await context.Response.WriteAsync(text);
    });
}
