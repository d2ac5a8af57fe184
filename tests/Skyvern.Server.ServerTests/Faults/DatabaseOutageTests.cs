using System.Diagnostics;
using System.Net;
using Skyvern.Server.ServerTests.Workflows;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>A real process whose PostgreSQL dies in the middle of a run and comes back.</summary>
public sealed class DatabaseOutageTests
{
    /// <summary>Longer than processes may be silent, than the pause after which the job engine looks again, and than a request is tried.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Postgres_RestartedInMidRun_TheRunGoesOnAndTellsOnce()
    {
        var stopped = new TaskCompletionSource();
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var bench = await FaultBench.StartAsync(request => DoneAfter(stopped.Task, request), postgres: postgres);
        var runId = await bench.RunAsync();
        await bench.AskedAsync(2);

        await postgres.StopAsync();
        stopped.SetResult();
        await bench.Server.WaitAsync(() => Task.FromResult(bench.Server.Log.Contains($"run {runId} waits for it", StringComparison.Ordinal)));
        await postgres.StartAgainAsync();

        await bench.AllCompleteAsync(runId);
    }

    [Fact]
    public async Task Postgres_RestartedInMidBlock_TheWorkflowRunGoesOnAndTellsOnce()
    {
        var stopped = new TaskCompletionSource();
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var bench = await FaultBench.StartAsync(request => DoneAfter(stopped.Task, request), postgres: postgres);
        var http = bench.Server.Http;
        var workflow = await http.StoreWorkflowAsync(
            $$"""{"block_type": "task", "label": "look", "url": "{{bench.SiteUrl}}", "navigation_goal": "Look at the order"}""");
        var runId = await http.RunWorkflowAsync(workflow, $$""", "webhook_url": "{{bench.Receiver.Url}}" """);
        await bench.AskedAsync(2);

        await postgres.StopAsync();
        stopped.SetResult();
        await bench.Server.WaitAsync(() => Task.FromResult(
            bench.Server.Log.Contains($"run {runId} waits for it", StringComparison.Ordinal) || bench.Server.Log.Contains($"run {runId} broke", StringComparison.Ordinal)));
        await postgres.StartAgainAsync();

        var run = await http.WaitForEndAsync(runId);
        Assert.Equal(("completed", null), (run.Text("status"), run.Text("failure_reason")));
        Assert.Equal([("look", "completed")], (await http.BlocksAsync(runId)).Select(block => (block.Text("label")!, block.Text("status")!)));
        await bench.Server.WaitAsync(() => Task.FromResult(bench.Receiver.Told.Any() && bench.Server.Browsers.Count == 0));
        Assert.Equal([new ToldEnd(runId, "completed")], bench.Receiver.Told);
    }

    [Fact]
    public async Task Postgres_AwayForLong_RequestsAreRefusedClearlyAndAllGoesOnAfterwards()
    {
        var stopped = new TaskCompletionSource();
        await using var postgres = await PostgresServer.StartOwnAsync();
        await using var bench = await FaultBench.StartAsync(request => DoneAfter(stopped.Task, request), postgres: postgres);
        var http = bench.Server.Http;
        var runId = await bench.RunAsync();
        await bench.AskedAsync(2);

        await postgres.StopAsync();
        stopped.SetResult();
        var refused = new List<string>();
        for (var away = Stopwatch.StartNew(); away.Elapsed < Outage;)
        {
            refused.Add($"key-{refused.Count}");
            using var start = await http.SendRunAsync(refused[^1], bench.SiteUrl, bench.Receiver.Url);
            using var look = await http.GetAsync($"v1/runs/{runId}");
            using var ready = await http.GetAsync("health/ready");
            using var live = await http.GetAsync("health/live");
            Assert.Contains("database does not answer", await Answers.AssertErrorAsync(HttpStatusCode.ServiceUnavailable, start), StringComparison.Ordinal);
            Assert.NotNull(start.Headers.RetryAfter);
            await Answers.AssertErrorAsync(HttpStatusCode.ServiceUnavailable, look);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Equal("unhealthy", (await Json.ReadAsync(ready)).GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        await postgres.StartAgainAsync();
        var again = await Task.WhenAll(refused.Take(2).Select(key => http.RunOnceAsync(key, bench.SiteUrl, bench.Receiver.Url)));

        await bench.AllCompleteAsync([runId, .. again]);
    }

    /// <summary>The run is over in the outage: the model gives its last answer once there is no database.</summary>
    private static StubOpenAiReply DoneAfter(Task stopped, StubOpenAiRequest request) => request.Number switch
    {
        1 => ModelScript.Wait,
        2 => ModelScript.Done with { After = stopped },
        _ => ModelScript.Done,
    };
}
