using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Retention;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;
using Skyvern.Server.UnitTests.Data;

namespace Skyvern.Server.UnitTests.Retention;

public sealed class RunRetentionTests
{
    private readonly InMemoryArtifactStore _bytes = new();

    [Theory, BothDatabases]
    public async Task Sweep_ArtifactsOfEndedRuns_AreRemovedWhenTheirTimeIsUp(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var limits = new RetentionOptions { ArtifactDays = 2, DownloadDays = 5 };
        var running = await store.ClaimNewAsync();
        var ended = await store.ClaimNewAsync();
        await KeepAsync(store, running, ArtifactTypes.StepScreenshot);
        var picture = await KeepAsync(store, ended, ArtifactTypes.StepScreenshot);
        var download = await KeepAsync(store, ended, ArtifactTypes.Download);
        store.Clock.Advance(TimeSpan.FromDays(10));
        await store.Journal.FinishAsync(ended, new RunResult(RunStatus.Completed), default);

        await SweepAsync(store, limits, after: TimeSpan.FromDays(2));
        Assert.Equal(3, _bytes.Files.Count);

        await SweepAsync(store, limits, after: TimeSpan.FromMinutes(1));
        Assert.False(_bytes.Files.ContainsKey(picture.StorageKey));
        Assert.Equal([download.Id], await ArtifactsOfAsync(store, ended.RunId));

        await SweepAsync(store, limits, after: TimeSpan.FromDays(3));
        Assert.Empty(await ArtifactsOfAsync(store, ended.RunId));
        Assert.Single(await ArtifactsOfAsync(store, running.RunId));
        Assert.Single(_bytes.Files);
        Assert.Equal(RunStatus.Completed, (await store.ReadAsync(ended.RunId)).Status);
    }

    [Theory, BothDatabases]
    public async Task Sweep_NoLimits_RemovesNothing(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var ended = await EndAsync(store, await store.ClaimNewAsync());
        var limits = new RetentionOptions { ArtifactDays = 0, DownloadDays = 0, RunDays = 0 };

        await SweepAsync(store, limits, after: TimeSpan.FromDays(1000));

        Assert.Single(await ArtifactsOfAsync(store, ended.RunId));
        Assert.Single(_bytes.Files);
    }

    [Theory, BothDatabases]
    public async Task Sweep_OldRun_GoesWithAllThatHangsOnIt(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var limits = new RetentionOptions { ArtifactDays = 0, DownloadDays = 0, RunDays = 7 };
        var claim = await store.ClaimNewAsync();
        var step = store.NewStep(claim, 0);
        await store.Journal.SaveStepAsync(claim, step, [store.NewAction(step, 0)], [], default);
        await EndAsync(store, claim);
        var young = await store.CreateAsync();
        await DeliverAsync(store);

        await SweepAsync(store, limits, after: TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        await using var db = store.OpenContext();
        Assert.Equal([young.Id], await db.Runs.Select(run => run.Id).ToListAsync());
        Assert.Equal(
            (0, 0, 0, 0, 1),
            (await db.Steps.CountAsync(), await db.Actions.CountAsync(), await db.Artifacts.CountAsync(), await db.Deliveries.CountAsync(), await db.Events.CountAsync()));
        Assert.Empty(_bytes.Files);
    }

    [Theory, BothDatabases]
    public async Task Sweep_OldRunWhoseWebhookIsOpen_StaysUntilItIsDelivered(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var limits = new RetentionOptions { RunDays = 1 };
        var claim = await EndAsync(store, await store.ClaimNewAsync());

        await SweepAsync(store, limits, after: TimeSpan.FromDays(2));
        Assert.NotNull(await store.Runs.FindAsync(StoreFixture.OrganizationId, claim.RunId, default));

        await DeliverAsync(store);
        await SweepAsync(store, limits, after: TimeSpan.Zero);
        Assert.Null(await store.Runs.FindAsync(StoreFixture.OrganizationId, claim.RunId, default));
    }

    [Theory, BothDatabases]
    public async Task Sweep_WorkflowRun_KeepsItsBlocksUntilItHasEndedItself(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var limits = new RetentionOptions { ArtifactDays = 1, RunDays = 1 };
        var call = new WorkflowCall { WorkflowId = "w_1", PermanentId = "wpid_1", Parameters = new Dictionary<string, JsonElement>() };
        var workflow = await store.CreateAsync(new TaskRequest { Prompt = "", Engine = "skyvern-2.0", Workflow = call });
        var whole = (await store.Runs.ClaimAsync(workflow.Id, default))!;
        var block = await BlockAsync(store, whole);
        await EndAsync(store, block);

        await SweepAsync(store, limits, after: TimeSpan.FromDays(3));
        Assert.Single(_bytes.Files);

        await store.Journal.FinishAsync(whole, new RunResult(RunStatus.Completed), default);
        await SweepAsync(store, limits, after: TimeSpan.FromDays(2));
        Assert.Empty(_bytes.Files);
        await using var db = store.OpenContext();
        Assert.False(await db.Runs.AnyAsync());
    }

    [Theory, BothDatabases]
    public async Task Sweep_BrowserSession_LosesItsFilesAndGoes(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var sessions = store.Services.GetRequiredService<ISessionStore>();
        var limits = new RetentionOptions { DownloadDays = 1, RunDays = 3 };
        var open = await AddSessionAsync(store, sessions);
        var ended = await AddSessionAsync(store, sessions);
        await sessions.ChangeAsync(ended.Id, session => session.TryEnd(SessionStatus.Completed, null, store.Clock.GetUtcNow()), default);

        await SweepAsync(store, limits, after: TimeSpan.FromDays(2));
        Assert.Equal([$"o_1/{open.Id}/a_{open.Id}.bin"], _bytes.Files.Keys);
        Assert.NotNull(await sessions.FindAsync(StoreFixture.OrganizationId, ended.Id, default));

        await SweepAsync(store, limits, after: TimeSpan.FromDays(2));
        Assert.Null(await sessions.FindAsync(StoreFixture.OrganizationId, ended.Id, default));
        Assert.NotNull(await sessions.FindAsync(StoreFixture.OrganizationId, open.Id, default));
    }

    [Theory, BothDatabases]
    public async Task Sweep_ManyArtifacts_TakesAllOfThem(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        await using (var db = store.OpenContext())
        {
            db.AddRange(Enumerable.Range(0, 450).Select(number => store.NewArtifact(claim, ArtifactTypes.Prompt)));
            await db.SaveChangesAsync();
        }

        await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default);
        await SweepAsync(store, new RetentionOptions(), after: TimeSpan.FromDays(31));

        Assert.Empty(await ArtifactsOfAsync(store, claim.RunId));
    }

    private async Task SweepAsync(StoreFixture store, RetentionOptions limits, TimeSpan after)
    {
        store.Clock.Advance(after);
        await new RunRetention(store.Services.GetRequiredService<IRetentionStore>(), _bytes, Options.Create(limits), store.Clock).SweepAsync(default);
    }

    private async Task<Artifact> KeepAsync(StoreFixture store, RunClaim claim, string type)
    {
        var artifact = store.NewArtifact(claim, type);
        await _bytes.SaveAsync(artifact.StorageKey, new MemoryStream([1]), default);
        await store.Journal.AddArtifactAsync(claim, artifact, default);
        return artifact;
    }

    /// <summary>Ends a run that has left something.</summary>
    private async Task<RunClaim> EndAsync(StoreFixture store, RunClaim claim)
    {
        await KeepAsync(store, claim, ArtifactTypes.Prompt);
        await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default);
        return claim;
    }

    private static async Task DeliverAsync(StoreFixture store)
    {
        foreach (var delivery in await store.DeliveriesAsync())
        {
            delivery.Status = DeliveryStatus.Delivered;
            await store.Webhooks.RecordAttemptAsync(delivery, default);
        }
    }

    private static async Task<RunClaim> BlockAsync(StoreFixture store, RunClaim workflow)
    {
        var request = new TaskRequest { Prompt = "p", Engine = "skyvern-1.0", Block = new BlockCall("b", BlockTypes.Task, false) };
        var block = TaskRun.StartBlock(workflow.Run, request, store.Clock.GetUtcNow());
        await store.Services.GetRequiredService<IBlockStore>().AddAsync(workflow, block, default);
        return new RunClaim(block, block.Attempt, 0);
    }

    private async Task<BrowserSession> AddSessionAsync(StoreFixture store, ISessionStore sessions)
    {
        var now = store.Clock.GetUtcNow();
        var session = BrowserSession.Create(new NewSession(StoreFixture.OrganizationId, new SessionRequest()), "node", now);
        await sessions.AddAsync(session, default);
        var key = $"o_1/{session.Id}/a_{session.Id}.bin";
        await _bytes.SaveAsync(key, new MemoryStream([1]), default);
        await sessions.AddFileAsync(
            new Artifact
            {
                Id = $"a_{session.Id}", OrganizationId = StoreFixture.OrganizationId, RunId = null, BrowserSessionId = session.Id,
                Type = ArtifactTypes.Download, StorageKey = key, Size = 1, Checksum = "00", CreatedAt = now,
            },
            default);
        return session;
    }

    private static async Task<List<string>> ArtifactsOfAsync(StoreFixture store, string runId) =>
        [.. (await store.Reader.ListArtifactsAsync(StoreFixture.OrganizationId, runId, [], default)).Select(artifact => artifact.Id)];
}
