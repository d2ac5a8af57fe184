using Npgsql;
using Skyvern.Server.ServerTests.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>One of two API processes is killed while requests are under way in it.</summary>
public sealed class ApiNodeFaultTests
{
    private const string StandingStill =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO runs%'";

    private static readonly string[] Early = ["early-1", "early-2"];
    private static readonly string[] Late = ["late-1", "late-2", "late-3"];

    [Fact]
    public async Task Kill_InMidRequest_RepeatsThroughTheOtherNodeMakeOneRunEach()
    {
        await using var cluster = await Cluster.StartAsync(_ => ModelScript.Done, workers: 1);
        var doomed = cluster.Add("api");
        await doomed.StartAsync();
        var known = await Task.WhenAll(Early.Select(key => cluster.RunOnceAsync(doomed, key)));

        // These are in the middle of their transactions when the process dies.
        await using var database = await cluster.OpenDatabaseAsync();
        await using var hold = await database.BeginTransactionAsync();
        await using var holding = new NpgsqlCommand("LOCK TABLE runs IN EXCLUSIVE MODE", database);
        await holding.ExecuteNonQueryAsync();
        var broken = Late.Select(key => cluster.RunOnceAsync(doomed, key)).ToList();

        // Not on the connection that holds the lock: within a transaction PostgreSQL shows what others do as it was at the first look.
        await using var beside = await cluster.OpenDatabaseAsync();
        await using var standing = new NpgsqlCommand(StandingStill, beside);
        await cluster.Api.WaitAsync(async () => await standing.ExecuteScalarAsync() is long count && count == Late.Length);

        await doomed.KillAsync();
        await hold.RollbackAsync();
        foreach (var request in broken)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => request);
        }

        var runs = await Task.WhenAll(Early.Concat(Late).Select(key => cluster.RunOnceAsync(cluster.Api, key)));
        var ends = await Task.WhenAll(runs.Select(cluster.EndOfAsync));

        Assert.Equal(known, runs[..Early.Length]);
        using var list = await cluster.Api.Http.GetAsync("v1/runs");
        Assert.Equal($"{runs.Length}", list.Headers.GetValues("x-total-count").Single());
        Assert.All(ends, run => Assert.Equal(("completed", null), (run.Status, run.FailureReason)));
        Assert.Equal(runs.Order().Select(id => new ToldEnd(id, "completed")), cluster.Receiver.Told.OrderBy(told => told.RunId, StringComparer.Ordinal));
        await cluster.BrowsersGoneAsync();
    }
}
