using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Skyvern.Server.ServerTests.Events;
using Skyvern.Server.ServerTests.Faults;
using Skyvern.Server.ServerTests.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Nodes;

/// <summary>Several real processes on one PostgreSQL, of which one is broken.</summary>
public sealed class ClusterTests
{
    [Fact]
    public async Task WatchSteerAndCancel_OnTheApiNode_ReachTheBrowserOfTheWorkerThatTookTheRun()
    {
        await using var cluster = await Cluster.StartAsync(_ => ModelScript.Thinking);
        await cluster.KnownAsync(3);
        var runId = await cluster.RunAsync(calls: 1);
        var (working, _) = await cluster.WhoWorksAsync();
        using var refused = await working.Http.GetAsync("v1/runs");
        var nodes = await cluster.NodesAsync();
        await using var events = await EventFeed.OpenAsync(cluster.Api.Http, $"v1/runs/{runId}/events/stream");
        using (var person = await Person.LogInAsync(cluster.Api.Http.BaseAddress!, cluster.Api.Http.DefaultRequestHeaders.GetValues("x-api-key").Single()))
        using (var page = await LiveClient.ConnectAsync(cluster.Api.Http.BaseAddress!, $"/ui/live/runs/{runId}", person))
        {
            Assert.Equal([0xFF, 0xD8], (await page.ReadPictureAsync())[..2]);
            await page.SendAsync("""{"kind":"take-control"}""");
            await ReadToAsync(events, "run.control_taken");
            await page.SendAsync("""{"kind":"textEvent","text":"Grüße"}""");
            Assert.EndsWith("typed 5 characters.", await ReadToAsync(events, "person.typed"));
        }

        await ReadToAsync(events, "run.control_returned");
        await cluster.Api.Client.CancelRunAsync(runId);

        await cluster.BrowsersGoneAsync();
        await ReadToAsync(events, "end");
        Assert.Equal("canceled", (await cluster.EndOfAsync(runId)).Status);
        Assert.Equal(["canceled"], cluster.Told);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(["api", "worker", "worker"], nodes.Select(node => string.Join(',', node.Roles)).Order());
        Assert.Equal(await working.NodeIdAsync(), Assert.Single(nodes, node => node.Runs == 1).NodeId);
    }

    [Fact]
    public async Task Kill_OfTheWorkingWorker_TheOtherGoesOnAndTellsOnce()
    {
        await using var cluster = await Cluster.StartAsync(ModelScript.WaitThenThinkThenDone, silence: 5);
        var runId = await cluster.RunAsync(calls: 2);
        var (working, _) = await cluster.WhoWorksAsync();
        var name = await working.NodeIdAsync();

        await working.KillAsync();

        var run = await cluster.EndOfAsync(runId);
        Assert.Equal(("completed", null), (run.Status, run.FailureReason));
        Assert.Equal(["completed"], cluster.Told);
        await cluster.BrowsersGoneAsync();
        await cluster.Api.WaitAsync(async () => (await cluster.NodesAsync()).Single(node => node.NodeId == name).Status == "gone");
    }

    [Fact]
    public async Task Freeze_OfTheWorkingWorker_OnWakingItWritesNothingAndClosesItsBrowser()
    {
        var frozen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cluster = await Cluster.StartAsync(
            request => request.Number switch
            {
                1 => ModelScript.Wait,

                // Comes while the worker is frozen: on waking it has an end to tell of, which is not the run's any more.
                2 => ModelScript.Done with { After = frozen.Task },
                _ => ModelScript.Done,
            },
            silence: 5);
        var runId = await cluster.RunAsync(calls: 2);
        var (working, _) = await cluster.WhoWorksAsync();

        await working.FreezeAsync();
        frozen.SetResult();
        var run = await cluster.EndOfAsync(runId);
        var steps = await cluster.Api.Http.GetStringAsync($"api/v1/tasks/{runId}/steps");
        await working.WakeAsync();

        await cluster.BrowsersGoneAsync();
        Assert.Equal(("completed", null), (run.Status, run.FailureReason));
        Assert.Equal(run.ModifiedAt, (await cluster.Api.Client.GetRunAsync(runId)).ModifiedAt);
        Assert.Equal(steps, await cluster.Api.Http.GetStringAsync($"api/v1/tasks/{runId}/steps"));
        Assert.Equal(["completed"], cluster.Told);
    }

    [Fact]
    public async Task Cut_OfTheWorkingWorkersDatabaseAlone_TheOtherKeepsTheRunWhenItIsBack()
    {
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cluster = await Cluster.StartAsync(
            request => request.Number switch
            {
                1 => ModelScript.Wait,

                // Comes while the worker is cut off: it cannot write that the run has ended.
                2 => ModelScript.Done with { After = cut.Task },
                _ => ModelScript.Done with { After = end.Task },
            },
            workers: 0,
            silence: 5);
        using var link = new NetworkLink(cluster.ConnectionString);
        var (lonely, other) = (cluster.Add("worker", new Dictionary<string, string?> { ["Database:ConnectionString"] = link.ConnectionString }), cluster.Add("worker"));
        await lonely.StartAsync();
        var runId = await cluster.RunAsync(calls: 2);
        var name = await lonely.NodeIdAsync();
        await other.StartAsync();

        link.Cut();
        cut.SetResult();
        await cluster.Api.WaitAsync(() => Task.FromResult(lonely.Log.Contains($"run {runId} waits for it", StringComparison.Ordinal)));
        await cluster.Api.WaitAsync(() => Task.FromResult(cluster.Model.Requests.Count == 3));
        link.Mend();
        await cluster.Api.WaitAsync(async () => (await cluster.NodesAsync()).Single(node => node.NodeId == name).Runs == 0);
        end.SetResult();

        var run = await cluster.EndOfAsync(runId);
        await using var database = await cluster.OpenDatabaseAsync();
        await using var attempts = new NpgsqlCommand("SELECT attempt FROM runs", database);
        Assert.Equal(("completed", null), (run.Status, run.FailureReason));
        Assert.Equal(2, await attempts.ExecuteScalarAsync());
        Assert.Equal(["completed"], cluster.Told);
        await cluster.BrowsersGoneAsync();
    }

    [Fact]
    public async Task Start_OfAProcessAfterNobodyCouldTellOfASession_LeavesItToTheOneThatHoldsIt()
    {
        await using var cluster = await Cluster.StartAsync(_ => ModelScript.Done, ["api,worker"], []);
        var holder = cluster.Api;
        using var opened = await holder.Http.PostAsync("v1/browser_sessions", content: null);
        var id = (await Json.ReadAsync(opened)).GetProperty("browser_session_id").GetString()!;
        var second = cluster.Add("api");

        // As after an outage of the database: the last word of the session is old, and another process looks before its holder does.
        await holder.FreezeAsync();
        await using var database = await cluster.OpenDatabaseAsync();
        await using (var age = new NpgsqlCommand("UPDATE browser_sessions SET last_seen_at = last_seen_at - interval '5 minutes'", database))
        {
            Assert.Equal(1, await age.ExecuteNonQueryAsync());
        }

        await second.StartAsync();
        await holder.WakeAsync();

        await using var fresh = new NpgsqlCommand("SELECT last_seen_at > now() - interval '1 minute' FROM browser_sessions", database);
        await second.WaitAsync(async () => (bool)(await fresh.ExecuteScalarAsync())!);
        using var found = await second.Http.GetAsync($"v1/browser_sessions/{id}");
        Assert.Equal("running", (await Json.ReadAsync(found)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Stop_OfOneWorkerAfterTheOther_TheFirstHandsTheRunBackAndTheSecondEndsItAndOpensNoSession()
    {
        var stops = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cluster = await Cluster.StartAsync(
            request => request.Number == 3 ? ModelScript.Done with { After = stops.Task } : ModelScript.WaitThenThinkThenDone(request), workers: 0);
        var hasty = cluster.Add("worker", new Dictionary<string, string?> { ["Worker:DrainSeconds"] = "1" });
        var patient = cluster.Add("worker", new Dictionary<string, string?> { ["Worker:DrainSeconds"] = "60", ["Server:ShutdownSeconds"] = "80" });
        await hasty.StartAsync();
        var runId = await cluster.RunAsync(calls: 2);
        await patient.StartAsync();

        await hasty.StopAsync();
        await cluster.Api.WaitAsync(() => Task.FromResult(cluster.Model.Requests.Count == 3));
        var stopping = patient.StopAsync(); // while the model thinks: nobody is left who could take the run
        await cluster.Api.WaitAsync(() => Task.FromResult(patient.Log.Contains("The server stops: 1 runs", StringComparison.Ordinal)));
        using var session = await cluster.Api.Http.PostAsJsonAsync("v1/browser_sessions", new { timeout = 30 });
        stops.SetResult();
        await stopping;

        Assert.Contains("is being stopped", await Answers.AssertErrorAsync(HttpStatusCode.ServiceUnavailable, session), StringComparison.Ordinal);
        Assert.Equal("completed", (await cluster.Api.Client.GetRunAsync(runId)).Status);
        await cluster.BrowsersGoneAsync();
        await hasty.StartAsync(); // should the webhook not have gone out yet
        await cluster.EndOfAsync(runId);
        Assert.Equal(["completed"], cluster.Told);
    }

    /// <summary>Reads what happens in a run up to this, and answers how it is told.</summary>
    private static async Task<string?> ReadToAsync(EventFeed events, string kind)
    {
        while (true)
        {
            var told = await events.NextAsync() ?? throw new InvalidOperationException($"The stream ended before {kind}.");
            if (told.Kind == kind)
            {
                return told.Data.TryGetProperty("message", out var message) ? message.GetString() : null;
            }
        }
    }
}
