using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Sessions;

public sealed class SessionRunTests
{
    private static readonly Dictionary<string, string?> OneWorker = new() { ["Worker:MaxConcurrentRuns"] = "1" };

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task RunTask_SessionInUse_WaitsQueuedWithoutHoldingAWorker(DatabaseProvider provider)
    {
        var gate = new SemaphoreSlim(0);
        var planner = ScriptedPlanner.From(async (context, cancellationToken) =>
        {
            if (context.Run.Request.BrowserSessionId is not null)
            {
                await gate.WaitAsync(cancellationToken);
            }

            return ScriptedPlanner.Done();
        });
        var pool = new FakeBrowserPool();
        await using var server = await JobServer.StartAsync(provider, planner, new() { ["Worker:MaxConcurrentRuns"] = "2" }, pool);
        var session = await OpenAsync(server);

        var first = await RunInAsync(server, session);
        await Eventually.TrueAsync(() => planner.Asked.Count == 1);
        var second = await RunInAsync(server, session);
        var other = await server.RunAsync();

        await server.WaitForAsync(other, run => run.Status == "completed");
        Assert.Equal("queued", (await server.Client.GetRunAsync(second)).Status);
        Assert.Equal(first, (await server.Http.GetJsonAsync($"/v1/browser_sessions/{session}")).GetProperty("runnable_id").GetString());
        Assert.Contains(
            $"waits for browser session {session}", (await server.Http.GetJsonAsync($"/v1/runs/{second}/events"))[0].GetProperty("message").GetString());

        gate.Release(2);
        await server.WaitForAsync(first, run => run.Status == "completed");
        await server.WaitForAsync(second, run => run.Status == "completed");
        Assert.False(pool.Opened.First().IsDisposed);
        Assert.Equal([new GoToAction("https://example.com/")], pool.Opened.First().Performed); // the session's own address; no run went anywhere
        await Eventually.TrueAsync(async () =>
            (await server.Http.GetJsonAsync($"/v1/browser_sessions/{session}")).GetProperty("runnable_id").GetString() is null);
    }

    [Fact]
    public async Task Cancel_RunInASession_LeavesTheSessionToTheNext()
    {
        var planner = ScriptedPlanner.From(context => context.Run.Request.Prompt == "wait"
            ? ScriptedPlanner.Plan(new WaitAction(20, $"never {context.StepNumber}"))
            : ScriptedPlanner.Done());
        var pool = new FakeBrowserPool { OnOpened = browser => browser.Delays = Waits };
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner, OneWorker, pool);
        var session = await OpenAsync(server);
        var first = await RunInAsync(server, session, "wait");
        await Eventually.TrueAsync(() => planner.Asked.Count == 1);

        await server.Client.CancelRunAsync(first);
        var second = await RunInAsync(server, session);

        await server.WaitForAsync(second, run => run.Status == "completed");
        Assert.False(pool.Last.IsDisposed);
        Assert.Equal("running", (await server.Http.GetJsonAsync($"/v1/browser_sessions/{session}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Close_RunWorksInTheSession_FailsItWithTheReason()
    {
        var planner = ScriptedPlanner.ThatNeverFinishes();
        var pool = new FakeBrowserPool { OnOpened = browser => browser.Delays = Waits };
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner, OneWorker, pool);
        var session = await OpenAsync(server);
        var run = await RunInAsync(server, session);
        await Eventually.TrueAsync(() => planner.Asked.Count == 1);

        using var closed = await server.Http.PostAsync($"/v1/browser_sessions/{session}/close", content: null);

        var ended = await server.WaitForAsync(run, current => current.FinishedAt is not null);
        Assert.Equal("failed", ended.Status);
        Assert.Contains($"The browser session {session} was closed.", ended.FailureReason, StringComparison.Ordinal);
        Assert.Single(pool.Opened); // nothing was started anew
    }

    [Fact]
    public async Task RunTask_TwoInASession_ShareThePageAndNothingElse()
    {
        var pool = new FakeBrowserPool { OnOpened = browser => browser.OnPerform = Perform };
        var seen = new List<(string Url, string? Header, string Console)>();
        var planner = ScriptedPlanner.From(context =>
        {
            var browser = pool.Last;
            lock (seen)
            {
                seen.Add((context.Observation.Url, browser.Headers?["x-run"], browser.ConsoleLog));
            }

            browser.ConsoleLog += "said in a run";
            return ScriptedPlanner.Done();
        });
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner, OneWorker, pool);
        var session = await OpenAsync(server);

        var first = await server.Client.RunTaskAsync(new RunTaskRequest
        {
            Prompt = "p", Url = "https://example.com/second", BrowserSessionId = session, ExtraHttpHeaders = new Dictionary<string, string> { ["x-run"] = "1" },
        });
        await server.WaitForAsync(first.RunId, run => run.Status == "completed");
        var second = await RunInAsync(server, session);
        await server.WaitForAsync(second, run => run.Status == "completed");

        Assert.Equal(
            [("https://example.com/second", "1", ""), ("https://example.com/second", null, "")], seen);
        Assert.Null(pool.Last.Headers);
        Assert.Contains(
            (await server.Http.GetJsonAsync($"/v1/runs/{second}/events")).EnumerateArray(),
            entry => entry.GetProperty("message").GetString() == "Goes on from example.com/second");
    }

    private static ActionResult? Perform(FakeBrowserSession browser, BrowserAction action)
    {
        if (action is GoToAction goTo)
        {
            browser.Page = FakePage.Text(goTo.Url, "# A page");
        }

        return null;
    }

    private static Task Waits(BrowserAction action, CancellationToken cancellationToken) =>
        action is WaitAction ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask;

    private static async Task<string> OpenAsync(ServerFactory server)
    {
        using var answer = await server.Http.PostAsync("/v1/browser_sessions", Json.Body("""{"url": "https://example.com/"}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await Json.ReadAsync(answer)).GetProperty("browser_session_id").GetString()!;
    }

    private static async Task<string> RunInAsync(ServerFactory server, string session, string prompt = "p") =>
        (await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = prompt, BrowserSessionId = session })).RunId;
}
