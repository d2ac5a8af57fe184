using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Jobs;

public sealed class RunQueueTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task RunTask_FreeWorker_IsWorkedOff(DatabaseProvider provider)
    {
        await using var server = await JobServer.StartAsync(provider, ScriptedPlanner.From(_ => ScriptedPlanner.Done()));

        var runId = await server.RunAsync();

        var ended = await server.WaitForAsync(runId, run => run.FinishedAt is not null);
        Assert.Equal(("completed", null), (ended.Status, ended.FailureReason));
        await Eventually.TrueAsync(async () => !await server.Services.GetRequiredService<JobScheduler<RunJob>>().HasAsync(runId, default));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task EnqueueAsync_RolledBack_LeavesNoJob(DatabaseProvider provider)
    {
        await using var server = await JobServer.StartAsync(provider, ScriptedPlanner.ThatNeverAnswers());
        var database = server.Services.GetRequiredService<DatabaseConnection>();
        var run = TaskRun.Queue("o_1", null, new TaskRequest { Prompt = "p", Engine = "skyvern-2.0" }, "api", TimeProvider.System.GetUtcNow());

        await using DbConnection connection =
            provider == DatabaseProvider.Sqlite ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await server.Services.GetRequiredService<IRunQueue>().EnqueueAsync(run, transaction, default);
            await transaction.RollbackAsync();
        }

        Assert.False(await server.Services.GetRequiredService<JobScheduler<RunJob>>().HasAsync(run.Id, default));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task RunTask_OverTheOrganizationsLimit_WaitsItsTurn(DatabaseProvider provider)
    {
        var gate = new SemaphoreSlim(0);
        var planner = ScriptedPlanner.From(async (_, cancellationToken) =>
        {
            await gate.WaitAsync(cancellationToken);
            return ScriptedPlanner.Done();
        });
        await using var server = await JobServer.StartAsync(provider, planner, new() { ["Worker:MaxConcurrentRunsPerOrganization"] = "2" });

        var runs = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            runs.Add(await server.RunAsync());
        }

        for (var done = 0; done < runs.Count; done++)
        {
            await Eventually.TrueAsync(() => planner.Asked.Count == Math.Min(done + 2, runs.Count));
            var statuses = await Task.WhenAll(runs.Select(async id => (await server.Client.GetRunAsync(id)).Status));
            Assert.Equal(Math.Min(2, runs.Count - done), statuses.Count(status => status == "running"));
            Assert.Equal(Math.Max(0, runs.Count - done - 2), statuses.Count(status => status == "queued"));
            Assert.All(statuses[Math.Min(done + 2, runs.Count)..], status => Assert.Equal("queued", status)); // first come, first served
            gate.Release();
            await Eventually.TrueAsync(async () =>
                (await Task.WhenAll(runs.Select(id => server.Client.GetRunAsync(id)))).Count(run => run.Status == "completed") == done + 1);
        }
    }

    [Fact]
    public async Task RunTask_OrganizationWithItsOwnLimit_IsHeldToThat()
    {
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, ScriptedPlanner.ThatNeverAnswers());
        var organizations = server.Services.GetRequiredService<IOrganizationStore>();
        await organizations.AddAsync(
            new Organization { Id = "o_narrow", Name = "narrow", MaxConcurrentRuns = 1, CreatedAt = TimeProvider.System.GetUtcNow() }, default);
        await server.Services.GetRequiredService<OrganizationLimits>().ApplyAsync(default);

        var runs = server.Services.GetRequiredService<IRunStore>();
        var created = new List<TaskRun>();
        foreach (var organization in new[] { "o_narrow", "o_narrow", (await organizations.ListAsync(default))[0].Id })
        {
            created.Add(TaskRun.Queue(
                organization, null, new TaskRequest { Prompt = "p", Engine = "skyvern-2.0", Url = "https://example.com/" }, "api", TimeProvider.System.GetUtcNow()));
            await runs.CreateAsync(created[^1], null, default);
        }

        // Two of one millisecond may start in either order.
        await Eventually.TrueAsync(async () => (await StatusesAsync()) is
            [RunStatus.Running, RunStatus.Queued, RunStatus.Running] or [RunStatus.Queued, RunStatus.Running, RunStatus.Running]);
        var (running, waiting) = (await StatusesAsync())[0] == RunStatus.Running ? (0, 1) : (1, 0);
        await runs.CancelAsync("o_narrow", created[running].Id, default);
        await Eventually.TrueAsync(async () => (await StatusesAsync())[waiting] == RunStatus.Running);

        async Task<RunStatus[]> StatusesAsync() =>
            await Task.WhenAll(created.Select(async run => (await runs.FindAsync(run.OrganizationId, run.Id, default))!.Status));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Cancel_RunningRun_StopsItAndFreesTheWorker(DatabaseProvider provider)
    {
        var pool = new FakeBrowserPool();
        await using var server = await JobServer.StartAsync(provider, ScriptedPlanner.ThatNeverAnswers(), new() { ["Worker:MaxConcurrentRuns"] = "1" }, pool);
        var first = await server.RunAsync();
        await server.WaitForAsync(first, run => run.Status == "running");
        await Eventually.TrueAsync(() => pool.Opened.Count == 1);

        await server.Client.CancelRunAsync(first);

        Assert.Equal("canceled", (await server.Client.GetRunAsync(first)).Status);
        await Eventually.TrueAsync(() => pool.Last.IsDisposed);
        var second = await server.RunAsync();
        await server.WaitForAsync(second, run => run.Status == "running");
    }
}
