using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Data;

public sealed class RunStoreTests
{
    [Theory, BothDatabases]
    public async Task Create_NewRun_StoresRunEventAndJobTogetherAndWakesWorkers(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);

        var result = await store.Runs.CreateAsync(store.NewRun(), idempotency: null, default);

        Assert.Equal(CreateRunOutcome.Created, result.Outcome);
        Assert.Equal(RunStatus.Queued, (await store.ReadAsync(result.Run!.Id)).Status);
        Assert.Equal(["run.queued"], await store.EventKindsAsync(result.Run.Id));
        Assert.Equal([result.Run.Id], await store.JobsAsync());
        Assert.Equal(1, store.Queues.RunWakes);
    }

    [Theory, BothDatabases]
    public async Task Create_QueueRefuses_LeavesNothing(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        store.Queues.Refusal = new InvalidOperationException("no queue");
        var run = store.NewRun();
        var key = new IdempotencyKey("k", "hash");

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Runs.CreateAsync(run, key, default));

        Assert.Null(await store.Runs.FindAsync(StoreFixture.OrganizationId, run.Id, default));
        Assert.Null(await store.Runs.FindRepeatAsync(StoreFixture.OrganizationId, key, default));
        Assert.Empty(await store.EventKindsAsync(run.Id));
        Assert.Empty(await store.JobsAsync());
        Assert.Equal(0, store.Queues.RunWakes);
    }

    [Theory]
    [InlineData(null, CommitFault.AnswerIsLost)]
    [InlineData("k", CommitFault.AnswerIsLost)]
    [InlineData("k", CommitFault.IsLost)]
    public async Task Create_ConnectionBreaksAtTheCommit_IsStoredOnceAndNew(string? key, CommitFault fault)
    {
        await using var store = await StoreFixture.OpenOverLinkAsync();
        var run = store.NewRun();
        store.Link!.BreakNextCommit(fault);

        var result = await store.Runs.CreateAsync(run, key is null ? null : new IdempotencyKey(key, "hash"), default);

        Assert.Equal((CreateRunOutcome.Created, run.Id), (result.Outcome, result.Run!.Id));
        Assert.Equal(["run.queued"], await store.EventKindsAsync(run.Id));
        Assert.Equal([run.Id], await store.JobsAsync());
    }

    [Fact]
    public async Task Create_DatabaseNotReachedAfterTheCommit_IsAPassingFaultAndItsRepetitionFindsTheRun()
    {
        await using var store = await StoreFixture.OpenOverLinkAsync();
        var (run, key) = (store.NewRun(), new IdempotencyKey("k", "hash"));
        store.Link!.BreakNextCommit(CommitFault.WayIsLost);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => store.Runs.CreateAsync(run, key, default));
        store.Link.Mend();
        var repeated = await store.Runs.CreateAsync(store.NewRun(), key, default);

        Assert.True(DatabaseFault.IsPassing(fault));
        Assert.Equal((CreateRunOutcome.Repeated, run.Id), (repeated.Outcome, repeated.Run!.Id));
    }

    [Theory]
    [InlineData(CommitFault.AnswerIsLost)]
    [InlineData(CommitFault.IsLost)]
    public async Task Cancel_ConnectionBreaksAtTheCommit_IsCanceledByTheCaller(CommitFault fault)
    {
        await using var store = await StoreFixture.OpenOverLinkAsync();
        var claim = await store.ClaimNewAsync();
        store.Link!.BreakNextCommit(fault);

        var outcome = await store.Runs.CancelAsync(StoreFixture.OrganizationId, claim.RunId, default);

        Assert.Equal(CancelKind.Canceled, outcome.Kind);
        Assert.Equal([claim.RunId], store.Queues.Interrupted);
        Assert.Equal((1, 1), ((await store.DeliveriesAsync()).Count, store.Queues.WebhookWakes));
    }

    [Theory, BothDatabases]
    public async Task Find_StoredRun_GivesBackEveryFieldAndTimesToTheMillisecondInUtc(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var request = new TaskRequest
        {
            Prompt = "Grüße an Zoë 😀 \0 cut \uD83D",
            Url = "https://shop.example/?q=1",
            Title = "Title",
            Engine = "skyvern-1.0",
            DataExtractionSchema = JsonDocument.Parse("""{"price":"number"}""").RootElement,
            ErrorCodeMapping = new Dictionary<string, string> { ["out_of_stock"] = "nothing left" },
            MaxSteps = 7,
            ExtraHttpHeaders = new Dictionary<string, string> { ["X-A"] = "b" },
        };
        store.Clock.Advance(TimeSpan.FromMilliseconds(678) + TimeSpan.FromTicks(1234));

        var run = await store.ReadAsync((await store.CreateAsync(request)).Id);

        Assert.Equal(store.Clock.GetUtcNow() - TimeSpan.FromTicks(1234), run.CreatedAt);
        Assert.Equal(TimeSpan.Zero, run.CreatedAt.Offset);
        Assert.Equal(run.CreatedAt, run.QueuedAt);
        Assert.Null(run.StartedAt);
        Assert.Equal(("task_v1", "api", "key_1"), (run.RunType, run.TriggerType, run.ApiKeyId));
        Assert.Equal("Grüße an Zoë 😀 \0 cut \uFFFD", run.Request.Prompt);
        Assert.Equal("""{"price":"number"}""", run.Request.DataExtractionSchema!.Value.GetRawText());
        Assert.Equal("nothing left", run.Request.ErrorCodeMapping!["out_of_stock"]);
        Assert.Equal("b", run.Request.ExtraHttpHeaders!["X-A"]);
        Assert.Equal((7, "Title", "https://shop.example/?q=1"), (run.Request.MaxSteps, run.Request.Title, run.Request.Url));
        Assert.Null(run.Request.ProxyLocation);
    }

    [Theory, BothDatabases]
    public async Task EveryCall_RunOfAnotherOrganization_AnswersAsForAnUnknownOne(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        var claim = await store.ClaimNewAsync();
        await store.Journal.SaveStepAsync(claim, store.NewStep(claim, 0), [], [], default);
        await store.Journal.AddArtifactAsync(claim, store.NewArtifact(claim, "screenshot_llm"), default);

        Assert.Null(await store.Runs.FindAsync("o_2", claim.RunId, default));
        Assert.Equal(CancelKind.NotFound, (await store.Runs.CancelAsync("o_2", claim.RunId, default)).Kind);
        Assert.Empty((await store.Reader.ListAsync(new RunFilter { OrganizationId = "o_2" }, default)).Items);
        Assert.Empty(await store.Reader.ListStepsAsync("o_2", claim.RunId, default));
        Assert.Empty(await store.Reader.ListActionsAsync("o_2", claim.RunId, default));
        Assert.Empty(await store.Reader.ListArtifactsAsync("o_2", claim.RunId, [], default));
        Assert.Empty(await store.Reader.ListArtifactsAsync("o_2", [claim.RunId], [], default));
        Assert.Empty(await store.Reader.ListEventsAsync("o_2", claim.RunId, 0, default));
        Assert.Equal(RunStatus.Running, (await store.ReadAsync(claim.RunId)).Status);
    }

    [Theory, BothDatabases]
    public async Task Claim_QueuedRun_IsRunningWithAttemptOne(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var run = await store.CreateAsync();
        store.Clock.Advance(TimeSpan.FromSeconds(2));

        var claim = await store.Runs.ClaimAsync(run.Id, default);

        Assert.Equal((1, 0), (claim!.Attempt, claim.FirstStepOrder));
        var stored = await store.ReadAsync(run.Id);
        Assert.Equal((RunStatus.Running, 1), (stored.Status, stored.Attempt));
        Assert.Equal(run.CreatedAt.AddSeconds(2), stored.StartedAt);
        Assert.Equal(["run.queued", "run.running"], await store.EventKindsAsync(run.Id));
    }

    [Theory, BothDatabases]
    public async Task Claim_WorkerLost_FailsItsOpenStepAndGoesOnCounting(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var lost = await store.ClaimNewAsync();
        var open = store.NewStep(lost, 1);
        await store.Journal.SaveStepAsync(lost, store.NewStep(lost, 0, StepStatus.Completed), [], [], default);
        await store.Journal.SaveStepAsync(lost, open, [store.NewAction(open, 0)], [], default);

        var claim = await store.Runs.ClaimAsync(lost.RunId, default);

        Assert.Equal((2, 2), (claim!.Attempt, claim.FirstStepOrder));
        Assert.Equal(lost.Run.StartedAt, claim.Run.StartedAt);
        var steps = await store.Reader.ListStepsAsync(StoreFixture.OrganizationId, lost.RunId, default);
        Assert.Equal([(StepStatus.Completed, null), (StepStatus.Failed, "WorkerLost")], steps.Select(step => (step.Status, step.Exception)));
        Assert.Equal(ActionStatus.Skipped, Assert.Single(await store.Reader.ListActionsAsync(StoreFixture.OrganizationId, lost.RunId, default)).Status);
    }

    [Theory, BothDatabases]
    public async Task Claim_EndedOrUnknownRun_IsNull(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var run = await store.CreateAsync();
        await store.Runs.CancelAsync(StoreFixture.OrganizationId, run.Id, default);

        Assert.Null(await store.Runs.ClaimAsync(run.Id, default));
        Assert.Null(await store.Runs.ClaimAsync("tsk_unknown", default));
        Assert.Equal(0, (await store.ReadAsync(run.Id)).Attempt);
    }

    [Theory, BothDatabases]
    public async Task ClaimAgain_NobodyTookTheRunMeanwhile_IsTheNextAttempt(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var run = await store.CreateAsync();

        var unheard = await store.Runs.ClaimAgainAsync(run.Id, default); // the first claim did not reach the database
        var again = await store.Runs.ClaimAgainAsync(run.Id, default);

        Assert.Equal((1, 2), (unheard!.Attempt, again!.Attempt));
        Assert.True(await store.Journal.IsHeldAsync(again, default));
    }

    [Theory, BothDatabases]
    public async Task ClaimAgain_AnotherProcessTookTheRunMeanwhile_LeavesItThere(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await using var other = store.OpenOtherProcess();
        var cutOff = await store.ClaimNewAsync();
        var next = await other.GetRequiredService<IRunStore>().ClaimAsync(cutOff.RunId, default);
        var events = await store.EventKindsAsync(cutOff.RunId);
        var before = await store.ReadAsync(cutOff.RunId);
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await store.Runs.ClaimAgainAsync(cutOff.RunId, default));

        Assert.True(await store.Journal.IsHeldAsync(next!, default));
        Assert.Equal(before.ModifiedAt, (await store.ReadAsync(cutOff.RunId)).ModifiedAt);
        Assert.Equal(events, await store.EventKindsAsync(cutOff.RunId));
    }

    [Theory, BothDatabases]
    public async Task Cancel_RunningRun_ClosesItsStepsAndMakesTheDelivery(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        await store.Journal.SaveStepAsync(claim, store.NewStep(claim, 0), [], [], default);
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        var outcome = await store.Runs.CancelAsync(StoreFixture.OrganizationId, claim.RunId, default);

        Assert.Equal(new CancelOutcome(CancelKind.Canceled, RunStatus.Canceled), outcome);
        var run = await store.ReadAsync(claim.RunId);
        Assert.Equal((RunStatus.Canceled, store.Clock.GetUtcNow()), (run.Status, run.FinishedAt));
        var step = Assert.Single(await store.Reader.ListStepsAsync(StoreFixture.OrganizationId, run.Id, default));
        Assert.Equal((StepStatus.Canceled, true), (step.Status, step.IsLast));
        var delivery = Assert.Single(await store.DeliveriesAsync());
        Assert.Equal((run.Id, "https://hook.example/", DeliveryStatus.Pending), (delivery.RunId, delivery.Url, delivery.Status));
        Assert.Contains(delivery.Id, await store.JobsAsync());
        Assert.Equal(1, store.Queues.WebhookWakes);
        Assert.Equal([run.Id], store.Queues.Interrupted);
        Assert.Equal("run.canceled", (await store.EventKindsAsync(run.Id))[^1]);
    }

    [Theory, BothDatabases]
    public async Task Cancel_EndedRun_ChangesNothing(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var claim = await store.ClaimNewAsync();
        await store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default);
        var before = await store.ReadAsync(claim.RunId);
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        var outcome = await store.Runs.CancelAsync(StoreFixture.OrganizationId, claim.RunId, default);

        Assert.Equal(new CancelOutcome(CancelKind.AlreadyFinished, RunStatus.Completed), outcome);
        Assert.Equal(before.ModifiedAt, (await store.ReadAsync(claim.RunId)).ModifiedAt);
        Assert.Single(await store.DeliveriesAsync());
        Assert.Empty(store.Queues.Interrupted);
    }

    [Theory, BothDatabases]
    public async Task Cancel_WhileTheRunEnds_OneWinsAndOneDeliveryIsMade(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        for (var round = 0; round < 10; round++)
        {
            var claim = await store.ClaimNewAsync();

            var cancel = Task.Run(() => store.Runs.CancelAsync(StoreFixture.OrganizationId, claim.RunId, default));
            var finish = Task.Run(() => store.Journal.FinishAsync(claim, new RunResult(RunStatus.Completed), default));
            var (canceled, finished) = ((await cancel).Kind == CancelKind.Canceled, await finish);

            Assert.NotEqual(canceled, finished);
            Assert.Equal(canceled ? RunStatus.Canceled : RunStatus.Completed, (await store.ReadAsync(claim.RunId)).Status);
            Assert.Single(await store.DeliveriesAsync(), delivery => delivery.RunId == claim.RunId);
            Assert.Single(await store.EventKindsAsync(claim.RunId), kind => kind is "run.canceled" or "run.completed");
        }

        Assert.Equal(10, store.Queues.DeliveryIds.Count);
    }

    [Theory, BothDatabases]
    public async Task ListUnfinished_SomeEnded_NamesTheOthersOldestFirst(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await store.CreateAsync()).Id);
            store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await store.Runs.ClaimAsync(ids[0], default);
        await store.Runs.CancelAsync(StoreFixture.OrganizationId, ids[1], default);

        Assert.Equal([ids[0], ids[2]], await store.Runs.ListUnfinishedAsync(default));
    }
}
