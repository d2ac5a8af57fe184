using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Jobs;

/// <summary>A run whose worker loses the database in the middle: the planner throws what a write would have.</summary>
public sealed class RunJobTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Execute_DatabaseWasAway_GoesOnAsTheNextAttempt(DatabaseProvider provider)
    {
        var planner = Script(_ => throw Away(), _ => Task.FromResult(ScriptedPlanner.Done()));
        await using var server = await JobServer.StartAsync(provider, planner);

        var runId = await server.RunAsync();

        await server.WaitForAsync(runId, run => run.Status == "completed");
        Assert.Equal(2, await AttemptAsync(server, runId));
    }

    [Fact]
    public async Task Execute_AnotherProcessTookTheRunWhileTheDatabaseWasAway_LeavesItThere()
    {
        var started = new TaskCompletionSource<(IRunStore Other, string RunId)>(TaskCreationOptions.RunContinuationsAsynchronously);
        RunClaim? next = null;
        var planner = Script(
            async _ =>
            {
                var (runs, id) = await started.Task;
                next = await runs.ClaimAsync(id, default);
                throw Away();
            },
            _ => Task.FromResult(ScriptedPlanner.Done()));
        await using var server = await JobServer.StartAsync(DatabaseProvider.PostgreSql, planner);
        await using var other = TestDatabases.BuildServices(
            server.Services.GetRequiredService<IConfiguration>().AsEnumerable(), new RecordingQueues(), TimeProvider.System, "another-process");
        var runId = await server.RunAsync();

        started.SetResult((other.GetRequiredService<IRunStore>(), runId));
        await Eventually.TrueAsync(async () => !await server.Services.GetRequiredService<JobScheduler<RunJob>>().HasAsync(runId, default));

        Assert.True(await other.GetRequiredService<IRunJournal>().IsHeldAsync(next!, default));
        Assert.Single(planner.Asked);
    }

    [Fact]
    public async Task Execute_GivenOutAnewInTheSameProcessWhileTheDatabaseWasAway_IsLeftToTheLaterJob()
    {
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var planner = Script(
            async _ =>
            {
                await later.Task;
                throw Away();
            },
            async _ =>
            {
                later.TrySetResult();
                await end.Task;
                return ScriptedPlanner.Done();
            });
        await using var server = await JobServer.StartAsync(DatabaseProvider.PostgreSql, planner);
        var runId = await server.RunAsync();
        await Eventually.TrueAsync(() => planner.Asked.Count == 1);
        var scheduler = await server.Services.GetRequiredKeyedService<ISchedulerFactory>(Schedulers.Runs).GetScheduler();

        await scheduler.TriggerJob(new JobKey(runId, Schedulers.Runs));
        await later.Task;
        await Eventually.TrueAsync(async () => !await scheduler.Exists(new TriggerKey(runId, Schedulers.Runs))); // the first job is over
        end.SetResult();

        await server.WaitForAsync(runId, run => run.Status == "completed");
        Assert.Equal(2, await AttemptAsync(server, runId));
    }

    /// <summary>Says one thing after the other, whichever attempt asks; the last again and again.</summary>
    private static ScriptedPlanner Script(params IReadOnlyList<Func<CancellationToken, Task<StepPlan>>> steps)
    {
        var asked = 0;
        return ScriptedPlanner.From((_, cancellationToken) => steps[Math.Min(Interlocked.Increment(ref asked), steps.Count) - 1](cancellationToken));
    }

    private static NpgsqlException Away() => new("The connection broke.", new IOException());

    private static async Task<int> AttemptAsync(ServerFactory server, string runId)
    {
        var organization = Assert.Single(await server.Services.GetRequiredService<IOrganizationStore>().ListAsync(default));
        return (await server.Services.GetRequiredService<IRunStore>().FindAsync(organization.Id, runId, default))!.Attempt;
    }
}
