using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Data;

public sealed class RunJournalTests
{
    [Theory, BothDatabases]
    public async Task SaveStep_StoredAgain_UpdatesItAndCountsItOnce(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        var step = store.NewStep(claim, 0);
        await store.Journal.SaveStepAsync(claim, step, [], [Fact(claim, "step.started")], default);
        Assert.Equal((1, StepStatus.Running), ((await store.ReadAsync(claim.RunId)).StepCount, (await StepsAsync(store, claim)).Single().Status));

        var (first, second) = (store.NewAction(step, 0), store.NewAction(step, 1));
        await store.Journal.SaveStepAsync(claim, step, [first, second], [], default);
        step.Status = StepStatus.Completed;
        step.InputTokens = 1200;
        first.Status = ActionStatus.Completed;
        first.OutputJson = """{"price":1}""";
        first.DownloadedFiles = ["a.pdf"];
        Assert.True(await store.Journal.SaveStepAsync(claim, step, [first], [Fact(claim, "step.finished")], default));

        var stored = Assert.Single(await StepsAsync(store, claim));
        Assert.Equal((StepStatus.Completed, 1200), (stored.Status, stored.InputTokens));
        var actions = await store.Reader.ListActionsAsync(StoreFixture.OrganizationId, claim.RunId, default);
        Assert.Equal([(first.Id, ActionStatus.Completed), (second.Id, ActionStatus.Pending)], actions.Select(action => (action.Id, action.Status)));
        Assert.Equal(("""{"price":1}""", "a.pdf"), (actions[0].OutputJson, actions[0].DownloadedFiles.Single()));
        Assert.Equal(1, (await store.ReadAsync(claim.RunId)).StepCount);
        Assert.Equal(["run.queued", "run.running", "step.started", "step.finished"], await store.EventKindsAsync(claim.RunId));
    }

    [Theory]
    [InlineData(CommitFault.AnswerIsLost)]
    [InlineData(CommitFault.IsLost)]
    public async Task SaveStep_ConnectionBreaksAtTheCommit_IsStoredOnceWithItsEvents(CommitFault fault)
    {
        await using var store = await StoreFixture.OpenOverLinkAsync();
        var claim = await store.ClaimNewAsync();
        var step = store.NewStep(claim, 0);
        store.Link!.BreakNextCommit(fault);

        Assert.True(await store.Journal.SaveStepAsync(claim, step, [store.NewAction(step, 0)], [Fact(claim, "step.started")], default));

        Assert.Equal(step.Id, Assert.Single(await StepsAsync(store, claim)).Id);
        Assert.Equal(["run.queued", "run.running", "step.started"], await store.EventKindsAsync(claim.RunId));
    }

    [Theory]
    [InlineData(CommitFault.AnswerIsLost)]
    [InlineData(CommitFault.IsLost)]
    public async Task Finish_ConnectionBreaksAtTheCommit_TellsOnceAndAtOnce(CommitFault fault)
    {
        await using var store = await StoreFixture.OpenOverLinkAsync();
        var claim = await store.ClaimNewAsync();
        store.Link!.BreakNextCommit(fault);

        Assert.True(await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default));

        Assert.Equal(RunStatus.Completed, (await store.ReadAsync(claim.RunId)).Status);
        Assert.Equal((1, 1), ((await store.DeliveriesAsync()).Count, store.Queues.WebhookWakes));
    }

    [Theory, BothDatabases]
    public async Task SaveStep_Repeats_AreCountedAndListedByOrderThenRetry(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        foreach (var (order, retry) in new[] { (1, 0), (0, 1), (0, 0) })
        {
            await store.Journal.SaveStepAsync(claim, store.NewStep(claim, order, StepStatus.Failed, retry), [], [], default);
        }

        Assert.Equal([(0, 0), (0, 1), (1, 0)], (await StepsAsync(store, claim)).Select(step => (step.Order, step.RetryIndex)));
        Assert.Equal(3, (await store.ReadAsync(claim.RunId)).StepCount);
    }

    [Theory, BothDatabases]
    public async Task KeepOutput_RunIsCanceledThen_ItsDataStay(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();

        Assert.True(await store.Journal.KeepOutputAsync(claim, """{"price":1}""", default));
        await store.Runs.CancelAsync(StoreFixture.OrganizationId, claim.RunId, default);

        Assert.False(await store.Journal.KeepOutputAsync(claim, """{"price":2}""", default));
        var run = await store.ReadAsync(claim.RunId);
        Assert.Equal((RunStatus.Canceled, """{"price":1}"""), (run.Status, run.OutputJson));
    }

    [Theory, BothDatabases]
    public async Task SaveStep_TextNoDatabaseTakes_IsCleaned(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        var step = store.NewStep(claim, 0);
        step.Note = "a\0b \uD83D";

        Assert.True(await store.Journal.SaveStepAsync(claim, step, [], [], default));

        Assert.Equal("ab \uFFFD", Assert.Single(await StepsAsync(store, claim)).Note);
    }

    [Theory, BothDatabases]
    public async Task EveryWrite_AfterTheNextAttempt_IsFenced(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var frozen = await store.ClaimNewAsync();
        var next = (await store.Runs.ClaimAsync(frozen.RunId, default))!;

        await AssertFencedAsync(store, frozen);

        Assert.True(await store.Journal.IsHeldAsync(next, default));
        Assert.Equal((RunStatus.Running, 2), ((await store.ReadAsync(frozen.RunId)).Status, (await store.ReadAsync(frozen.RunId)).Attempt));
    }

    [Theory, BothDatabases]
    public async Task EveryWrite_AfterACancel_IsFenced(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        await store.Runs.CancelAsync(StoreFixture.OrganizationId, claim.RunId, default);

        await AssertFencedAsync(store, claim);

        Assert.Single(await store.DeliveriesAsync());
        Assert.Equal(RunStatus.Canceled, (await store.ReadAsync(claim.RunId)).Status);
    }

    [Theory, BothDatabases]
    public async Task Finish_RunningRun_StoresTheResultTheLastStepAndOneDelivery(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        await store.Journal.SaveStepAsync(claim, store.NewStep(claim, 0, StepStatus.Completed), [], [], default);
        await store.Journal.SaveStepAsync(claim, store.NewStep(claim, 1), [], [], default);
        await store.Journal.MarkIrreversibleAsync(claim, default);
        store.Clock.Advance(TimeSpan.FromSeconds(3));
        var result = RunResult.Failed("Max steps exceeded (25).", FailureCategory.MaxSteps, new RunError(RunError.ReachMaxSteps, "25 steps"))
            with { OutputJson = """{"found":null}""" };

        Assert.True(await store.Journal.FinishAsync(claim, result, default));
        Assert.False(await store.Journal.FinishAsync(claim, result, default));

        var run = await store.ReadAsync(claim.RunId);
        Assert.Equal((RunStatus.Failed, "Max steps exceeded (25).", """{"found":null}"""), (run.Status, run.FailureReason, run.OutputJson));
        Assert.Equal(new RunError(RunError.ReachMaxSteps, "25 steps"), Assert.Single(run.Errors));
        Assert.Equal(FailureCategory.MaxSteps, Assert.Single(run.FailureCategories).Category);
        Assert.Equal((store.Clock.GetUtcNow(), true), (run.FinishedAt, run.DidIrreversibleAction));
        Assert.Equal([(StepStatus.Completed, false), (StepStatus.Failed, true)], (await StepsAsync(store, claim)).Select(step => (step.Status, step.IsLast)));
        Assert.Equal("run.failed", (await store.EventKindsAsync(run.Id))[^1]);
        Assert.Equal(store.Queues.DeliveryIds, (await store.DeliveriesAsync()).Select(delivery => delivery.Id));
        Assert.Equal(1, store.Queues.WebhookWakes);
    }

    [Theory, BothDatabases]
    public async Task Finish_RunWithoutWebhook_MakesNoDelivery(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = (await store.Runs.ClaimAsync((await store.CreateAsync()).Id, default))!;

        Assert.True(await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default));

        Assert.Empty(await store.DeliveriesAsync());
        Assert.Equal(0, store.Queues.WebhookWakes);
    }

    [Theory, BothDatabases]
    public async Task Finish_WebhookQueueRefuses_LeavesTheRunRunning(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        store.Queues.Refusal = new InvalidOperationException("no queue");

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default));

        Assert.Equal(RunStatus.Running, (await store.ReadAsync(claim.RunId)).Status);
        Assert.Empty(await store.DeliveriesAsync());
        Assert.True(await store.Journal.IsHeldAsync(claim, default));
    }

    [Fact]
    public async Task EveryCall_PostgreSqlEndedAllSessions_ConnectsAgain()
    {
        await using var store = await StoreFixture.OpenAsync(DatabaseProvider.PostgreSql);
        var claim = await store.ClaimNewAsync();

        await store.EndSessionsAsync();
        Assert.True(await store.Journal.IsHeldAsync(claim, default));
        await store.EndSessionsAsync();
        Assert.True(await store.Journal.SaveStepAsync(claim, store.NewStep(claim, 0), [], [Fact(claim, "step.started")], default));
        await store.EndSessionsAsync();
        Assert.True(await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default));

        Assert.Equal((RunStatus.Completed, 1), ((await store.ReadAsync(claim.RunId)).Status, (await store.ReadAsync(claim.RunId)).StepCount));
    }

    private static async Task AssertFencedAsync(StoreFixture store, RunClaim claim)
    {
        var events = await store.EventKindsAsync(claim.RunId);
        var step = store.NewStep(claim, 0);

        Assert.False(await store.Journal.IsHeldAsync(claim, default));
        Assert.False(await store.Journal.SaveStepAsync(claim, step, [store.NewAction(step, 0)], [Fact(claim, "step.started")], default));
        Assert.False(await store.Journal.AddArtifactAsync(claim, store.NewArtifact(claim, "screenshot_llm"), default));
        Assert.False(await store.Journal.AddEventAsync(claim, Fact(claim, "run.notice"), default));
        Assert.False(await store.Journal.MarkIrreversibleAsync(claim, default));
        Assert.False(await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default));

        Assert.Empty(await StepsAsync(store, claim));
        Assert.Empty(await store.Reader.ListArtifactsAsync(StoreFixture.OrganizationId, claim.RunId, [], default));
        Assert.Equal(events, await store.EventKindsAsync(claim.RunId));
        Assert.Equal((0, false), ((await store.ReadAsync(claim.RunId)).StepCount, (await store.ReadAsync(claim.RunId)).DidIrreversibleAction));
    }

    private static Task<IReadOnlyList<RunStep>> StepsAsync(StoreFixture store, RunClaim claim) =>
        store.Reader.ListStepsAsync(StoreFixture.OrganizationId, claim.RunId, default);

    private static RunEvent Fact(RunClaim claim, string kind) => new()
    {
        RunId = claim.RunId,
        OrganizationId = claim.Run.OrganizationId,
        Kind = kind,
        Message = kind,
        At = claim.Run.CreatedAt,
    };
}
