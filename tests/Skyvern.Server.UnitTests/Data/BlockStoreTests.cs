using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Data;

public sealed class BlockStoreTests
{
    [Theory, BothDatabases]
    public async Task Add_BlockOfAHeldRun_RunsAtOnceWithoutAJob(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await ClaimWorkflowAsync(store);

        var block = await AddAsync(store, claim, "first");

        var read = await store.ReadAsync(block.Id);
        Assert.Equal((RunStatus.Running, 1, claim.RunId, "wpid_1"), (read.Status, read.Attempt, read.WorkflowRunId, read.WorkflowPermanentId));
        Assert.Equal(["run.running"], await store.EventKindsAsync(block.Id));
        Assert.Equal(["run.queued", "run.running", "run.block"], await store.EventKindsAsync(claim.RunId));
        Assert.Equal([claim.RunId], await store.JobsAsync());
        Assert.Equal([claim.RunId], await store.Runs.ListUnfinishedAsync(default));
    }

    [Theory, BothDatabases]
    public async Task Add_RunThatWasTakenOver_IsRefused(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await ClaimWorkflowAsync(store);
        await store.Runs.ClaimAsync(claim.RunId, default);

        Assert.False(await Blocks(store).AddAsync(claim, NewBlock(store, claim, "first"), default));
        Assert.Empty(await Blocks(store).ListAsync("o_1", claim.RunId, default));
    }

    [Theory]
    [InlineData(CommitFault.AnswerIsLost)]
    [InlineData(CommitFault.IsLost)]
    public async Task Add_ConnectionBreaksAtTheCommit_IsStoredOnce(CommitFault fault)
    {
        await using var store = await StoreFixture.OpenOverLinkAsync();
        var claim = await ClaimWorkflowAsync(store);
        store.Link!.BreakNextCommit(fault);

        var block = await AddAsync(store, claim, "first");

        Assert.Equal(block.Id, Assert.Single(await Blocks(store).ListAsync("o_1", claim.RunId, default)).Id);
        Assert.Equal(["run.queued", "run.running", "run.block"], await store.EventKindsAsync(claim.RunId));
    }

    [Theory, BothDatabases]
    public async Task ClaimBlock_RunThatWasTakenOver_IsLeftToWhoHasItNow(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var frozen = await ClaimWorkflowAsync(store);
        var block = await AddAsync(store, frozen, "first");
        var holder = (await store.Runs.ClaimAsync(frozen.RunId, default))!;
        var held = await store.Runs.ClaimBlockAsync(holder, block.Id, default);

        Assert.Null(await store.Runs.ClaimBlockAsync(frozen, block.Id, default));

        Assert.Equal(2, held!.Attempt);
        Assert.True(await store.Journal.IsHeldAsync(held, default));
        Assert.Equal(["run.running", "run.running"], await store.EventKindsAsync(block.Id));
    }

    [Theory, BothDatabases]
    public async Task ClaimBlock_EndedBlock_IsNull(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await ClaimWorkflowAsync(store);
        var block = await AddAsync(store, claim, "first");
        await store.Runs.CancelAsync("o_1", block.Id, default);

        Assert.Null(await store.Runs.ClaimBlockAsync(claim, block.Id, default));
        Assert.Equal(RunStatus.Canceled, (await store.ReadAsync(block.Id)).Status);
    }

    [Theory, BothDatabases]
    public async Task Cancel_WorkflowRun_CancelsItsOpenBlockWithItAndTellsOnce(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await ClaimWorkflowAsync(store);
        var ended = await AddAsync(store, claim, "first");
        await store.Journal.FinishAsync(new RunClaim(ended, 1, 0), new RunResult(RunStatus.Completed), default);
        var open = await AddAsync(store, claim, "second");
        var openClaim = new RunClaim(open, 1, 0);
        await store.Journal.SaveStepAsync(openClaim, store.NewStep(openClaim, 0), [], [], default);

        await store.Runs.CancelAsync("o_1", claim.RunId, default);

        Assert.Equal(RunStatus.Completed, (await store.ReadAsync(ended.Id)).Status);
        Assert.Equal(RunStatus.Canceled, (await store.ReadAsync(open.Id)).Status);
        Assert.Equal(StepStatus.Canceled, Assert.Single(await store.Reader.ListStepsAsync("o_1", open.Id, default)).Status);
        Assert.False(await store.Journal.IsHeldAsync(openClaim, default));
        Assert.Equal(claim.RunId, Assert.Single(await store.DeliveriesAsync()).RunId);
    }

    [Theory, BothDatabases]
    public async Task Finish_WorkflowRunWithAnOpenBlock_EndsItForTheSameReasonAndAddsUp(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await ClaimWorkflowAsync(store);
        var open = await AddAsync(store, claim, "first");
        var openClaim = new RunClaim(open, 1, 0);
        var step = store.NewStep(openClaim, 0);
        step.Cost = 0.25m;
        await store.Journal.SaveStepAsync(openClaim, step, [], [], default);

        await store.Journal.FinishAsync(claim, new RunResult(RunStatus.TimedOut, "too long"), default);

        var block = await store.ReadAsync(open.Id);
        Assert.Equal((RunStatus.TimedOut, "too long"), (block.Status, block.FailureReason));
        var run = await store.ReadAsync(claim.RunId);
        Assert.Equal((1, 0.25m), (run.StepCount, run.Cost));
    }

    [Theory, BothDatabases]
    public async Task Lists_ShowBlocksWhereTasksAreAskedForAndRunsWhereRunsAre(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var task = await store.CreateAsync();
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var claim = await ClaimWorkflowAsync(store);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var block = await AddAsync(store, claim, "first");
        var filter = new RunFilter { OrganizationId = "o_1" };

        Assert.Equal([claim.RunId, task.Id], await IdsAsync(filter));
        Assert.Equal([block.Id, task.Id], await IdsAsync(filter with { Scope = RunScope.Tasks }));
        Assert.Equal([task.Id], await IdsAsync(filter with { Scope = RunScope.StandaloneTasks }));
        Assert.Equal([claim.RunId], await IdsAsync(filter with { Scope = RunScope.WorkflowRuns }));
        Assert.Equal([block.Id], await IdsAsync(filter with { Scope = RunScope.Tasks, WorkflowRunId = claim.RunId }));
        Assert.Equal([claim.RunId], await IdsAsync(filter with { WorkflowPermanentId = "wpid_1" }));
        Assert.Empty(await IdsAsync(filter with { WorkflowPermanentId = "wpid_2" }));

        async Task<IEnumerable<string>> IdsAsync(RunFilter wanted) => (await store.Reader.ListAsync(wanted, default)).Items.Select(run => run.Id);
    }

    [Theory, BothDatabases]
    public async Task Artifacts_OfAWorkflowRun_AreThoseOfItsBlocks(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await ClaimWorkflowAsync(store);
        var block = new RunClaim(await AddAsync(store, claim, "first"), 1, 0);
        var artifact = store.NewArtifact(block, "download");
        await store.Journal.AddArtifactAsync(block, artifact, default);

        Assert.Equal(artifact.Id, Assert.Single(await store.Reader.ListArtifactsAsync("o_1", claim.RunId, [], default)).Id);
        Assert.Equal(artifact.Id, Assert.Single(await store.Reader.ListArtifactsAsync("o_1", block.RunId, ["download"], default)).Id);
        Assert.Empty(await store.Reader.ListArtifactsAsync("o_2", claim.RunId, [], default));
    }

    [Theory, BothDatabases]
    public async Task FindLastPage_OfSeveralBlocks_IsTheNewestThatAStepSaw(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await ClaimWorkflowAsync(store);
        Assert.Null(await Blocks(store).FindLastPageAsync("o_1", claim.RunId, default));
        foreach (var label in (string[])["first", "second"])
        {
            var block = new RunClaim(await AddAsync(store, claim, label), 1, 0);
            var step = store.NewStep(block, 0);
            step.Url = "https://shop.example/" + label;
            await store.Journal.SaveStepAsync(block, step, [], [], default);
            store.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("https://shop.example/second", await Blocks(store).FindLastPageAsync("o_1", claim.RunId, default));
    }

    private static IBlockStore Blocks(StoreFixture fixture) => fixture.Services.GetRequiredService<IBlockStore>();

    private static async Task<RunClaim> ClaimWorkflowAsync(StoreFixture store)
    {
        var run = await store.CreateAsync(new TaskRequest
        {
            Prompt = "Title",
            Engine = "skyvern-2.0",
            WebhookUrl = "https://hook.example/",
            Workflow = new WorkflowCall { WorkflowId = "w_1", PermanentId = "wpid_1", Parameters = new Dictionary<string, JsonElement>() },
        });
        Assert.StartsWith("wr_", run.Id);
        return (await store.Runs.ClaimAsync(run.Id, default))!;
    }

    private static TaskRun NewBlock(StoreFixture store, RunClaim claim, string label) => TaskRun.StartBlock(
        claim.Run,
        new TaskRequest { Prompt = "p", Engine = "skyvern-1.0", Block = new BlockCall(label, BlockTypes.Task, false) },
        store.Clock.GetUtcNow());

    private static async Task<TaskRun> AddAsync(StoreFixture store, RunClaim claim, string label)
    {
        var block = NewBlock(store, claim, label);
        Assert.True(await Blocks(store).AddAsync(claim, block, default));
        return block;
    }
}
