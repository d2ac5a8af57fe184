using System.Diagnostics;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Telemetry;

public sealed class TraceTests
{
    [Fact]
    public async Task Run_InABrowserWithAModel_HasTheTreeThatTheDocumentationShows()
    {
        using var collector = SpanCollector.Start("System.Net.Http");
        await using var site = await FixtureSite.StartAsync();
        var start = site.Page("/", """
            <h1>Newsletter</h1><form method="post" action="/sent">
            <label>Your email <input name="email" type="email" required></label><button>Subscribe</button></form>
            """);
        site.Page("/sent", "<h1>Thank you</h1><p>Your number is N-2207.</p>");
        await using var model = await StubOpenAi.StartAsync(request => StubOpenAiReply.Of(Plan(request.LastText)));
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?>
        {
            ["Llm:Endpoint"] = model.Endpoint, ["Llm:ApiKey"] = "sk-test-key", ["Network:AllowedHosts"] = "127.0.0.1",
        });

        var queued = await server.Client.RunTaskAsync(
            new RunTaskRequest { Prompt = "Subscribe as ada@example.com and return the number.", Url = start, Engine = "skyvern-1.0" });
        var run = await server.WaitForAsync(queued.RunId, current => current.FinishedAt is not null);
        Assert.True(run.Status == "completed", run.FailureReason);
        var spans = await collector.OfRunAsync(run.RunId);

        Assert.Equal(TreeOfTheDocumentation(), TraceTree.Write(spans));
        var root = spans.Single(span => span.OperationName == "run");
        Assert.Equal("completed", root.GetTagItem(Tags.RunStatus));
        Assert.Equal(ActivityStatusCode.Unset, root.Status);
        Assert.True((long)root.GetTagItem(Tags.RunTokens)! > 0);
        var chat = spans.First(span => span.Source.Name == Spans.SourceName && span.Kind == ActivityKind.Client);
        Assert.Equal("chat", chat.GetTagItem("gen_ai.operation.name"));
        Assert.True((int)chat.GetTagItem("gen_ai.usage.input_tokens")! > 0);
    }

    [Fact]
    public async Task Request_ThatIsRefused_HasASpanWithItsRouteAndTheTraceIdOfTheAnswer()
    {
        using var collector = SpanCollector.Start("Microsoft.AspNetCore");
        await using var server = await ServerFactory.StartAsync(works: false);
        var trace = ActivityTraceId.CreateRandom().ToHexString();

        using var health = await SendAsync(server, "/health/ready", trace);
        using var answer = await SendAsync(server, "/v1/runs/tsk_none?secret=swordfish", trace);

        Assert.Equal(trace, (await Json.ReadAsync(answer)).GetProperty("trace_id").GetString());
        await Eventually.TrueAsync(() => collector.OfTrace(trace).Count > 0);
        var span = Assert.Single(collector.OfTrace(trace));
        Assert.Equal("GET /v1/runs/{runId}", span.DisplayName);
        Assert.Equal(
            [("http.request.method", "GET"), ("http.response.status_code", 404), ("http.route", "/v1/runs/{runId}")],
            span.TagObjects.OrderBy(tag => tag.Key).Select(tag => (tag.Key, tag.Value!)));
    }

    private static async Task<HttpResponseMessage> SendAsync(ServerFactory server, string path, string trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "traceparent", $"00-{trace}-00f067aa0ba902b7-01" } } };
        return await server.Http.SendAsync(request);
    }

    /// <summary>The text block of the documentation that begins with the run.</summary>
    private static string TreeOfTheDocumentation() =>
        Repository.Read("docs", "operations-telemetry.md").Split("```text\n")[1].Split("\n```")[0];

    private static string Plan(string page) => Solver.Sees(page, "Your number is")
        ? Solver.Step(Solver.Done("The page says: Your number is N-2207.", new { number = "N-2207" }))
        : Solver.Step(
            Solver.Fill((Solver.Ref(page, "textbox", "Your email"), "ada@example.com")),
            Solver.Click(Solver.Ref(page, "button", "Subscribe")));
}
