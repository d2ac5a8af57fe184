using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Sessions;

/// <summary>Browser sessions in a real browser.</summary>
public sealed class SessionBrowserTests
{
    [Fact]
    public async Task Connect_ClientOverDevTools_WorksWithinTheFenceAndARunGoesOn()
    {
        await using var site = await FixtureSite.StartAsync();
        var start = site.Page("/start", "<html><head><title>Start</title></head><body><a href=\"/next\">Next</a></body></html>");
        site.Page("/next", "<html><head><title>Next page</title></head><body><h1>Code 4711</h1><script>console.log('from the client')</script></body></html>");
        var planner = ScriptedPlanner.From(context => ScriptedPlanner.Done($$"""{"page": "{{context.Observation.Title}}"}"""));
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1", ["Browser:PreLaunched"] = "0" }, planner: planner);
        var session = await Json.ReadAsync(await server.Http.PostAsync("/v1/browser_sessions", Json.Body($$"""{"url": "{{start}}"}""")));
        var (id, address) = (session.GetProperty("browser_session_id").GetString()!, session.GetProperty("browser_address").GetString()!);

        using var playwright = await Playwright.CreateAsync();
        var withKey = new BrowserTypeConnectOverCDPOptions { Timeout = 60_000, Headers = new Dictionary<string, string> { ["x-api-key"] = server.ApiKey } };
        await Assert.ThrowsAsync<PlaywrightException>(() => playwright.Chromium.ConnectOverCDPAsync(address));
        await using (var browser = await playwright.Chromium.ConnectOverCDPAsync(address, withKey))
        {
            var page = Assert.Single(browser.Contexts.Single().Pages);
            Assert.Equal("Start", await page.TitleAsync());
            await page.ClickAsync("a");
            await page.WaitForURLAsync("**/next");
            Assert.Equal("Code 4711", await page.InnerTextAsync("h1"));

            var refused = await Assert.ThrowsAsync<PlaywrightException>(() => page.GotoAsync("file:///etc/passwd"));
            Assert.Contains("Only http and https addresses", refused.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<PlaywrightException>(() => browser.NewContextAsync());
            await page.EvaluateAsync("""
                () => {
                    const link = document.createElement('a');
                    link.href = URL.createObjectURL(new Blob(['fetched by the client']));
                    link.download = 'note.txt';
                    document.body.append(link);
                    link.click();
                }
                """);
            var tab = await browser.Contexts.Single().NewPageAsync();
            await tab.CloseAsync();
        }

        var run = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "Say where you are", BrowserSessionId = id });
        var ended = await server.WaitForAsync(run.RunId, current => current.FinishedAt is not null);
        Assert.Equal(("completed", null), (ended.Status, ended.FailureReason));
        Assert.Equal("Next page", Assert.Single(planner.Asked).Observation.Title);

        // By an http address too, as older clients have it.
        await using (var again = await playwright.Chromium.ConnectOverCDPAsync(address.Replace("ws:", "http:", StringComparison.Ordinal), withKey))
        {
            Assert.EndsWith("/next", again.Contexts.Single().Pages[0].Url, StringComparison.Ordinal);
        }

        // What the client fetched is a file of the session.
        await Eventually.TrueAsync(async () =>
            (await server.Http.GetJsonAsync($"/v1/browser_sessions/{id}")).GetProperty("downloaded_files") is { } files
            && files.GetArrayLength() == 1 && files[0].GetProperty("name").GetString() == "note.txt"
            && await server.ConnectWith(null).GetStringAsync(files[0].GetProperty("url").GetString()) == "fetched by the client");

        using var byQuery = new ClientWebSocket();
        await byQuery.ConnectAsync(new Uri($"{address}?apikey={server.ApiKey}"), CancellationToken.None);
        await AssertBrowsersOwnPagesAreClosedAsync(byQuery);
        using var closed = await server.Http.PostAsync($"/v1/browser_sessions/{id}/close", content: null);
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        await AssertClosesAsync(byQuery);
    }

    [Fact]
    public async Task RunTask_TwoInOneSession_GoOnWhereTheFirstStoppedAndKeepTheirThingsApart()
    {
        await using var site = await FixtureSite.StartAsync();
        var start = site.Page("/", "<button onclick=\"console.log('first run');alert('hello');document.body.innerHTML='<h1>Half way</h1><button>Go on</button>'\">Begin</button>");
        site.Page("/other", "<h1>Other</h1>");
        var planner = ScriptedPlanner.From(context => (context.Run.Request.Prompt, context.StepNumber) switch
        {
            ("one", 1) => ScriptedPlanner.Plan(new ClickAction(Solver.Ref(string.Join('\n', context.Observation.Lines), "button", "Begin"))),
            ("two", 1) => ScriptedPlanner.Plan(new GoToAction(site.Address("/other"))),
            _ => ScriptedPlanner.Done(),
        });
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Network:AllowedHosts"] = "127.0.0.1", ["Browser:PreLaunched"] = "0", ["Sessions:OfferDevTools"] = "false" },
            planner: planner);
        var session = await Json.ReadAsync(await server.Http.PostAsync("/v1/browser_sessions", content: null));
        var id = session.GetProperty("browser_session_id").GetString();
        Assert.Null(session.GetProperty("browser_address").GetString());

        var one = await server.Client.RunTaskAsync(new RunTaskRequest
        {
            Prompt = "one", Url = start, BrowserSessionId = id, ExtraHttpHeaders = new Dictionary<string, string> { ["x-run"] = "one" },
        });
        Assert.Equal("completed", (await server.WaitForAsync(one.RunId, run => run.FinishedAt is not null)).Status);
        var two = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "two", BrowserSessionId = id });
        Assert.Equal("completed", (await server.WaitForAsync(two.RunId, run => run.FinishedAt is not null)).Status);

        var first = planner.Asked.First(asked => asked.Run.Request.Prompt == "two").Observation;
        Assert.Contains(first.Lines, line => line.Contains("Half way", StringComparison.Ordinal));
        Assert.DoesNotContain(first.Notes, note => note.Contains("hello", StringComparison.Ordinal));
        Assert.Contains(site.Requests, request => request.StartsWith("GET /\n", StringComparison.Ordinal) && request.Contains("x-run: one", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(site.Requests, request => request.StartsWith("GET /other", StringComparison.Ordinal) && request.Contains("x-run", StringComparison.OrdinalIgnoreCase));
        var logs = await server.Http.GetJsonAsync($"/v1/runs/{two.RunId}/artifacts?artifact_type=browser_console_log");
        foreach (var log in logs.EnumerateArray())
        {
            Assert.DoesNotContain("first run", await server.Http.GetStringAsync($"/v1/artifacts/{log.GetProperty("artifact_id").GetString()}/content"), StringComparison.Ordinal);
        }
    }

    /// <summary>Chromium has pages of its own below the window, whose scripts could open anything.</summary>
    private static async Task AssertBrowsersOwnPagesAreClosedAsync(ClientWebSocket socket)
    {
        var targets = (await AskAsync(socket, 1, "Target.getTargets", """{"filter":[{}]}""")).GetProperty("result").GetProperty("targetInfos").EnumerateArray();
        foreach (var target in targets.Where(target => target.GetProperty("url").GetString()!.StartsWith("chrome:", StringComparison.Ordinal)))
        {
            var attached = await AskAsync(socket, 2, "Target.attachToTarget", $$"""{"targetId":"{{target.GetProperty("targetId").GetString()}}","flatten":true}""");
            var session = attached.GetProperty("result").GetProperty("sessionId").GetString();
            var answer = await AskAsync(socket, 3, "Runtime.evaluate", """{"expression":"location.href"}""", session);
            Assert.Contains("no page of this browser session", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    /// <summary>The browser may still tell of its own end before.</summary>
    private static async Task AssertClosesAsync(ClientWebSocket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await socket.ReceiveAsync(new byte[64 * 1024], deadline.Token)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private static async Task<JsonElement> AskAsync(ClientWebSocket socket, int id, string method, string parameters, string? session = null)
    {
        var tail = session is null ? "" : $",\"sessionId\":\"{session}\"";
        var command = $$$"""{"id":{{{id}}},"method":"{{{method}}}","params":{{{parameters}}}{{{tail}}}}""";
        await socket.SendAsync(Encoding.UTF8.GetBytes(command), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var message = new MemoryStream();
            WebSocketReceiveResult piece;
            var buffer = new byte[64 * 1024];
            do
            {
                piece = await socket.ReceiveAsync(buffer, deadline.Token);
                message.Write(buffer, 0, piece.Count);
            }
            while (!piece.EndOfMessage);

            var said = JsonElement.Parse(message.ToArray());
            if (said.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                return said;
            }
        }
    }
}
