using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Skyvern.Server.ServerTests.Faults;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Nodes;

/// <summary>What needs a worker's browser is asked of the API process.</summary>
public sealed class SessionRelayTests
{
    [Fact]
    public async Task Session_ThroughTheApiNode_IsOpenedWatchedSteeredUsedAndClosedOnAWorker()
    {
        await using var cluster = await Cluster.StartAsync(_ => ModelScript.Done);
        var api = cluster.Api.Http;
        await cluster.KnownAsync(3);

        using var opened = await api.PostAsJsonAsync("v1/browser_sessions", new { timeout = 30 });
        var session = await Json.ReadAsync(opened);
        var id = session.GetProperty("browser_session_id").GetString()!;
        var frame = await FirstAsync(cluster, $"v1/stream/browser_sessions/{id}", say: null);
        var ready = await FirstAsync(cluster, $"v1/stream/cdp_input/browser_session/{id}?client_id=c", say: null);
        var version = await FirstAsync(cluster, $"v1/browser_sessions/{id}/cdp", """{"id": 1, "method": "Browser.getVersion"}""");
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => cluster.RunInSessionAsync(id)));
        var ends = await Task.WhenAll(runs.Select(cluster.EndOfAsync));
        using var kept = await api.PostAsJsonAsync("v1/browser_profiles", new { name = "Kept by the worker", browser_session_id = id });
        using var closed = await api.PostAsync($"v1/browser_sessions/{id}/close", content: null);

        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.StartsWith($"ws://127.0.0.1:{api.BaseAddress!.Port}/", session.GetProperty("browser_address").GetString());
        Assert.Equal("jpeg", frame.GetProperty("format").GetString());
        Assert.Equal("ready", ready.GetProperty("kind").GetString());
        Assert.Contains("Chrome", version.GetProperty("result").GetProperty("product").GetString());
        Assert.All(ends, run => Assert.Equal(("completed", null), (run.Status, run.FailureReason)));
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        await cluster.BrowsersGoneAsync();
        using var after = await api.GetAsync($"v1/browser_sessions/{id}");
        Assert.Equal("completed", (await Json.ReadAsync(after)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Session_WhereTheProcessIsFull_OpensInAnotherAndLeavesItsProfile()
    {
        await using var cluster = await Cluster.StartAsync(_ => ModelScript.Done, ["api,worker", "api,worker"], new() { ["Sessions:MaxOpen"] = "1", ["Cluster:SilenceSeconds"] = "60" });
        var api = cluster.Api.Http;
        await cluster.KnownAsync(2);

        var here = await OpenAsync(api, new { timeout = 30 });
        var there = await OpenAsync(api, new { timeout = 30 });
        using var third = await api.PostAsJsonAsync("v1/browser_sessions", new { timeout = 30 });
        using var kept = await api.PostAsJsonAsync("v1/browser_profiles", new { name = "Kept elsewhere", browser_session_id = there });
        using var unknown = await api.PostAsJsonAsync("v1/browser_profiles", new { name = "Of none", browser_session_id = "pbs_1" });
        await cluster.Api.WaitAsync(async () => (await cluster.NodesAsync()).All(node => node.BrowserSessions == 1));
        using var closed = await api.PostAsync($"v1/browser_sessions/{there}/close", content: null);
        var profile = await Json.ReadAsync(kept);
        var again = await OpenAsync(api, new { timeout = 30, browser_profile_id = profile.GetProperty("browser_profile_id").GetString() });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
        Assert.StartsWith("None of the 2 workers can open a browser session just now.", (await Json.ReadAsync(third)).GetProperty("detail").GetString());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (kept.StatusCode, unknown.StatusCode));
        Assert.Equal(3, new[] { here, there, again }.Distinct().Count());
    }

    [Fact]
    public async Task Session_FromAPageOfTheApiNode_IsOpenedAndClosedOnAWorker()
    {
        await using var cluster = await Cluster.StartAsync(_ => ModelScript.Done);
        await cluster.KnownAsync(3);
        var api = cluster.Api.Http;
        using var person = await Person.LogInAsync(api.BaseAddress!, api.DefaultRequestHeaders.GetValues("x-api-key").Single());

        using var opened = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("url", ""), ("timeout", "30"));
        using var refused = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("url", "ftp://example.com"), ("timeout", "30"));
        var page = opened.Headers.Location!.OriginalString;
        var open = await person.ReadAsync(page);
        using var closed = await person.SendAsync(page, $"/ui/browser-sessions/{page.Split('/')[^1]}/close");

        Assert.Contains("<live-view session=", open, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(page, closed.Headers.Location!.OriginalString);
        await cluster.BrowsersGoneAsync();
        Assert.DoesNotContain("<live-view", await person.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_FromAPageOfAProcessThatIsFull_OpensInAnother()
    {
        await using var cluster = await Cluster.StartAsync(_ => ModelScript.Done, ["api,worker", "api,worker"], new() { ["Sessions:MaxOpen"] = "1" });
        await cluster.Api.WaitAsync(async () => (await cluster.NodesAsync()).Count == 2);
        var api = cluster.Api.Http;
        using var person = await Person.LogInAsync(api.BaseAddress!, api.DefaultRequestHeaders.GetValues("x-api-key").Single());

        using var here = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("url", ""), ("timeout", "30"));
        using var there = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("url", ""), ("timeout", "30"));
        using var third = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("url", ""), ("timeout", "30"));

        Assert.NotNull(here.Headers.Location);
        Assert.NotNull(there.Headers.Location);
        await cluster.Api.WaitAsync(async () => (await cluster.NodesAsync()).All(node => node.BrowserSessions == 1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
        Assert.Contains("as many as may be", await third.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> OpenAsync(HttpClient api, object asked)
    {
        using var opened = await api.PostAsJsonAsync("v1/browser_sessions", asked);
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
        return (await Json.ReadAsync(opened)).GetProperty("browser_session_id").GetString()!;
    }

    /// <summary>The first message of a socket of the API process.</summary>
    private static async Task<JsonElement> FirstAsync(Cluster cluster, string path, string? say)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("x-api-key", cluster.Api.Http.DefaultRequestHeaders.GetValues("x-api-key").Single());
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{cluster.Api.Http.BaseAddress!.Port}/{path}"), patience.Token);
        if (say is not null)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(say), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }

        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult piece;
        do
        {
            piece = await socket.ReceiveAsync(buffer, patience.Token);
            message.Write(buffer, 0, piece.Count);
        }
        while (!piece.EndOfMessage);
        return JsonDocument.Parse(message.ToArray()).RootElement.Clone();
    }
}
