using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Jobs;

public sealed class RecoverySweepTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task SweepAsync_QueuedRunWithoutJob_IsWorkedOff(DatabaseProvider provider)
    {
        var first = true;
        var planner = ScriptedPlanner.From(async (_, cancellationToken) =>
        {
            if (first)
            {
                first = false;
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return ScriptedPlanner.Done();
        });
        await using var server = await JobServer.StartAsync(provider, planner, new() { ["Worker:MaxConcurrentRuns"] = "1" });
        var running = await server.RunAsync();
        await Eventually.TrueAsync(() => planner.Asked.Count == 1);
        var queued = await server.RunAsync();
        var sweep = await server.SweepAsync();
        await DeleteJobAsync(server, Schedulers.Runs, queued);

        Assert.Equal(1, await sweep.SweepAsync(default));
        Assert.Equal(0, await sweep.SweepAsync(default));

        await server.Client.CancelRunAsync(running);
        await server.WaitForAsync(queued, run => run.Status == "completed");
    }

    [Fact]
    public async Task SweepAsync_QueuedRunInASessionElsewhere_GetsAJobForThatProcessAgain()
    {
        await using var server = await JobServer.StartAsync(DatabaseProvider.PostgreSql, ScriptedPlanner.ThatNeverAnswers(), new() { ["Worker:MaxConcurrentRuns"] = "1" });
        var (organizations, time) = (server.Services.GetRequiredService<IOrganizationStore>(), TimeProvider.System);
        var owner = (await organizations.ListAsync(default))[0].Id;
        var session = BrowserSession.Create(new NewSession(owner, new SessionRequest()), "another-process", time.GetUtcNow());
        await server.Services.GetRequiredService<ISessionStore>().AddAsync(session, default);
        await server.RunAsync(); // takes the only place
        await Eventually.TrueAsync(() => server.Services.GetRequiredService<RunCancellation>().Count == 1);
        var run = TaskRun.Queue(owner, null, new TaskRequest { Prompt = "p", Engine = "skyvern-2.0", BrowserSessionId = session.Id }, "api", time.GetUtcNow());
        await server.Services.GetRequiredService<IRunStore>().CreateAsync(run, idempotency: null, default);
        var before = await TriggerAsync();
        var sweep = await server.SweepAsync();
        await DeleteJobAsync(server, Schedulers.Runs, run.Id);

        Assert.Equal(1, await sweep.SweepAsync(default));

        Assert.Equal("another-process", before.Node);
        Assert.Equal(before, await TriggerAsync());

        async Task<(string? Group, string? Node)> TriggerAsync()
        {
            var jobs = await server.Services.GetRequiredKeyedService<ISchedulerFactory>(Schedulers.Runs).GetScheduler();
            var trigger = await jobs.GetTrigger(new TriggerKey(run.Id, Schedulers.Runs));
            return (trigger!.ExecutionGroup, trigger.PreferredNode.ToString());
        }
    }

    [Fact]
    public async Task SweepAsync_OpenDeliveryWithoutJob_WaitsForItsTimeAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, ScriptedPlanner.From(_ => ScriptedPlanner.Done()));
        await server.RunAsync(receiver.Url);
        await receiver.WaitForAsync(1);
        var store = server.Services.GetRequiredService<IWebhookStore>();
        var delivery = Assert.Single(await store.ListPendingAsync(default));
        await Eventually.TrueAsync(async () => (await store.FindAsync(delivery, default))!.Value.Delivery.Attempts == 1);
        var sweep = await server.SweepAsync();
        await DeleteJobAsync(server, Schedulers.Webhooks, delivery);

        Assert.Equal(1, await sweep.SweepAsync(default));

        Assert.True(await server.Services.GetRequiredService<JobScheduler<WebhookJob>>().HasAsync(delivery, default));
        Assert.Single(receiver.Received); // still not before its time
    }

    private static async Task DeleteJobAsync(ServerFactory server, string scheduler, string id)
    {
        var jobs = await server.Services.GetRequiredKeyedService<ISchedulerFactory>(scheduler).GetScheduler();
        await Eventually.TrueAsync(async () => await jobs.Exists(new JobKey(id, scheduler)));
        Assert.True(await jobs.DeleteJob(new JobKey(id, scheduler)));
    }
}
