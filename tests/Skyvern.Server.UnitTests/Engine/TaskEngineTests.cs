using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class TaskEngineTests
{
    [Fact]
    public async Task Run_GoalMet_CompletesWithTheOutput()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(
            ScriptedPlanner.Plan(new ClickAction("e1")),
            ScriptedPlanner.Done("""{"price": 12}""")));

        var result = await bench.RunAsync();

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Null(result.FailureReason);
        Assert.Equal("""{"price":12}""", result.OutputJson);
        Assert.Equal(new GoToAction(EngineBench.Start), bench.Browsers.Last.Performed.First());
        Assert.True(bench.Browsers.Last.IsDisposed);
        Assert.All(bench.Journal.Steps, step => Assert.Equal(StepStatus.Completed, step.Status));
    }

    [Fact]
    public async Task Run_StepsUsedUp_FailsAndSaysSo()
    {
        var n = 0;
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Plan(new FindAction($"word {n++}"))));

        var result = await bench.RunAsync(EngineBench.Request() with { MaxSteps = 3 });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.StartsWith("Max steps exceeded: all 3 steps", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(RunError.ReachMaxSteps, result.Errors[0].ErrorCode);
        Assert.Equal(3, bench.Journal.Steps.Count);
        Assert.Equal([(1, 3), (2, 3), (3, 3)], bench.Planner.Asked.Select(context => (context.StepNumber, context.MaxSteps)));
    }

    [Theory]
    [InlineData("skyvern-1.0", null, null, 10)]
    [InlineData("skyvern-2.0", null, null, 25)]
    [InlineData("skyvern-2.0", null, 7, 7)]
    [InlineData("skyvern-1.0", 0, 7, 7)]
    [InlineData("skyvern-2.0", 4, 7, 4)]
    public async Task Run_AnyRequest_MayUseTheEffectiveNumberOfSteps(string engine, int? asked, int? organizationsLimit, int effective)
    {
        var organization = new Organization { Id = "o_1", Name = "One", MaxStepsPerRun = organizationsLimit, CreatedAt = default };
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), organization: organization);

        await bench.RunAsync(EngineBench.Request() with { Engine = engine, MaxSteps = asked });

        Assert.Equal(effective, bench.Planner.Asked.First().MaxSteps);
    }

    [Fact]
    public async Task Run_TimeUp_EndsAsTimedOutNamingTheLimit()
    {
        await using var bench = new EngineBench(ScriptedPlanner.ThatNeverAnswers(), options: options => options.MaxSeconds = 60);

        var work = bench.StartAsync(bench.Claim());
        await bench.Time.RunAsync(work, TimeSpan.FromSeconds(5));

        Assert.Equal(RunStatus.TimedOut, bench.Result.Status);
        Assert.Contains("60 seconds", bench.Result.FailureReason, StringComparison.Ordinal);
        Assert.True(bench.Browsers.Last.IsDisposed);
    }

    [Fact]
    public async Task Run_TokensUsedUp_FailsNamingTheLimit()
    {
        var costly = new TokenUsage("m", 900, null, 200, null, 1);
        await using var bench = new EngineBench(
            ScriptedPlanner.From(context => ScriptedPlanner.Plan(new FindAction($"word {context.StepNumber}")) with { Usage = costly }),
            options: options => options.MaxTokens = 2000);

        var result = await bench.RunAsync();

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains("the limit of a run is 2000", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(2, bench.Journal.Steps.Count);
        Assert.Equal((900, 200), (bench.Journal.Steps[0].InputTokens, bench.Journal.Steps[0].OutputTokens));
    }

    [Fact]
    public async Task Run_PlannerHasNoPlan_FailsWithItsReasonCodeAndCategory()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ =>
            throw new PlannerException("This goal needs a language model.", FailureCategory.Llm, RunError.NoLlmConfigured)));

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Failed, "This goal needs a language model."), (result.Status, result.FailureReason));
        Assert.Equal(RunError.NoLlmConfigured, result.Errors[0].ErrorCode);
        Assert.Equal(FailureCategory.Llm, result.Categories[0].Category);
        Assert.Equal(StepStatus.Failed, bench.Journal.Steps[0].Status);
    }

    [Fact]
    public async Task Run_AddressDoesNotOpen_FailsNamingHostAndCause()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), session => session.OnPerform =
            (_, _) => new ActionResult(ActionCode.Failed, "the name does not exist (ERR_NAME_NOT_RESOLVED)"));

        var result = await bench.RunAsync();

        Assert.Equal("shop.example could not be opened: the name does not exist (ERR_NAME_NOT_RESOLVED)", result.FailureReason);
        Assert.Equal(FailureCategory.Navigation, result.Categories[0].Category);
        Assert.Empty(bench.Planner.Asked);
    }

    [Fact]
    public async Task Run_NoAddressAnywhere_FailsUnlessThePlannerOpensOne()
    {
        await using var lost = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1"))));
        await using var found = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new GoToAction("https://a.example/")), ScriptedPlanner.Done()));

        Assert.StartsWith("No start address", (await lost.RunAsync(EngineBench.Request(url: null))).FailureReason, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, (await found.RunAsync(EngineBench.Request(url: null))).Status);
    }

    [Fact]
    public async Task Run_NoBrowser_FailsInPlainWords()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));
        bench.Browsers.Refusal = new BrowserLostException("No Chromium was found; set Browser:ExecutablePath");

        var result = await bench.RunAsync();

        Assert.Equal("The browser was lost. No Chromium was found; set Browser:ExecutablePath.", result.FailureReason);
        Assert.Equal(FailureCategory.Browser, result.Categories[0].Category);
    }

    [Fact]
    public async Task Run_SomethingBreaks_FailsAndTheWorkerLives()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => throw new InvalidOperationException("a fault of our own")));

        var result = await bench.RunAsync();

        Assert.Equal(FailureCategory.Infrastructure, result.Categories[0].Category);
        Assert.DoesNotContain("a fault of our own", result.FailureReason, StringComparison.Ordinal);
        Assert.True(bench.Browsers.Last.IsDisposed);
    }

    [Fact]
    public async Task Run_UnusableReplies_RepeatsTheStepThenFails()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => throw new UnusableReplyException("the reply was no JSON")));

        var result = await bench.RunAsync();

        Assert.Equal(RunError.ReachMaxRetries, result.Errors[0].ErrorCode);
        Assert.Contains("the reply was no JSON", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal([(0, 0), (0, 1), (0, 2), (0, 3)], bench.Journal.Steps.Select(step => (step.Order, step.RetryIndex)));
        Assert.All(bench.Journal.Steps, step => Assert.Equal(StepStatus.Failed, step.Status));
    }

    [Fact]
    public async Task Run_EveryActionFailsInTheBrowser_NamesTheActionThatFailed()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.From(_ => ScriptedPlanner.Plan(new ClickAction("e9"))),
            session => session.OnPerform = (it, action) =>
            {
                it.Page = FakePage.Form(EngineBench.Start);
                return action is ClickAction ? new ActionResult(ActionCode.Timeout) : null;
            });

        var result = await bench.RunAsync();

        Assert.Equal(RunError.ReachMaxRetries, result.Errors[0].ErrorCode);
        Assert.Contains("click button \"Send\": timeout", result.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OneStepFailsOnce_GoesOnWithTheNext()
    {
        var asked = 0;
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => asked++ == 0 ? throw new UnusableReplyException("no JSON") : ScriptedPlanner.Done()));

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);
        Assert.Equal([(0, 0), (0, 1)], bench.Journal.Steps.Select(step => (step.Order, step.RetryIndex)));
    }

    [Fact]
    public async Task Run_GoesInCircles_IsAdvisedThenTerminated()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Plan(new ClickAction("e1"))));

        var result = await bench.RunAsync();

        Assert.Equal(RunStatus.Terminated, result.Status);
        Assert.StartsWith("action_loop", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(FailureCategory.LlmReasoning, result.Categories[0].Category);
        Assert.Equal([null, null, null, true, true, true], bench.Planner.Asked.Select(context => context.Nudge is null ? (bool?)null : true));
    }

    [Fact]
    public async Task Run_Canceled_StopsAtOnceAndWritesNothingMore()
    {
        await using var bench = new EngineBench(ScriptedPlanner.ThatNeverAnswers());
        using var worker = new CancellationTokenSource();
        var work = bench.StartAsync(bench.Claim(), worker.Token);
        await Eventually.TrueAsync(() => !bench.Planner.Asked.IsEmpty);
        var written = bench.Journal.Writes.Count;

        await worker.CancelAsync();
        await work;

        Assert.Equal(written, bench.Journal.Writes.Count);
        Assert.Null(bench.Journal.Result);
        Assert.True(bench.Browsers.Last.IsDisposed);
    }

    [Fact]
    public async Task Run_CanceledFromAnotherProcess_StopsWithinASecond()
    {
        await using var bench = new EngineBench(ScriptedPlanner.ThatNeverAnswers());
        var work = bench.StartAsync(bench.Claim());
        await Eventually.TrueAsync(() => !bench.Planner.Asked.IsEmpty);

        bench.Journal.LoseHold();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await work.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Null(bench.Journal.Result);
        Assert.True(bench.Browsers.Last.IsDisposed);
    }

    [Fact]
    public async Task Run_FencedAtAWrite_DoesNothingMoreInTheBrowser()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e9"), new ClickAction("e1"))), session =>
            session.OnPerform = (it, action) =>
            {
                it.Page = FakePage.Form(EngineBench.Start);
                return null;
            });
        bench.Browsers.OnOpened = session => session.OnObserve = _ => bench.Journal.LoseHold();

        await bench.Time.RunAsync(bench.StartAsync(bench.Claim()));

        Assert.Equal([new GoToAction(EngineBench.Start)], bench.Browsers.Last.Performed);
        Assert.Null(bench.Journal.Result);
    }

    [Fact]
    public async Task Run_IrreversibleAction_IsMarkedBeforeItIsDone()
    {
        var marked = new List<bool>();
        EngineBench? bench = null;
        bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new FillAction([new FieldValue("e1", "Ada")]), new ClickAction("e9")), ScriptedPlanner.Done()),
            session => session.OnPerform = (it, _) =>
            {
                it.Page = FakePage.Form(EngineBench.Start);
                marked.Add(bench!.Journal.Writes.Contains("irreversible"));
                return null;
            });
        await using var _ = bench;

        await bench.RunAsync();

        Assert.Equal([false, false, true], marked);
    }

    [Fact]
    public async Task Run_SecondAttemptAfterAnIrreversibleAction_FailsWithoutABrowser()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));
        var claim = bench.Claim(attempt: 2);
        RunMarks.SetDidIrreversibleAction(claim.Run);

        await bench.StartAsync(claim);

        Assert.Equal(RunStatus.Failed, bench.Result.Status);
        Assert.StartsWith("The server stopped in the middle of the run after an action that cannot be repeated safely", bench.Result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(FailureCategory.Infrastructure, bench.Result.Categories[0].Category);
        Assert.Empty(bench.Browsers.Opened);
    }

    [Fact]
    public async Task Run_SecondAttempt_StartsOverAndSaysSo()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));

        await bench.Time.RunAsync(bench.StartAsync(bench.Claim(attempt: 2, firstStepOrder: 5)));

        Assert.Equal(RunStatus.Completed, bench.Result.Status);
        Assert.Contains(bench.Journal.Events, e => e.Kind == "run.notice");
        Assert.Equal((5, 2), (bench.Journal.Steps[0].Order, bench.Journal.Steps[0].Attempt));
    }

    [Fact]
    public async Task Run_BrowserLostBeforeAnyWrite_StartsANewOneOnce()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()));
        var opened = 0;
        bench.Browsers.OnOpened = session => session.OnPerform = opened++ > 0 ? null : (_, action) =>
            action is ClickAction ? throw new BrowserLostException("The browser crashed") : null;

        var result = await bench.RunAsync();

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(2, bench.Browsers.Opened.Count);
        Assert.All(bench.Browsers.Opened, session => Assert.True(session.IsDisposed));
        Assert.Contains("started anew", bench.Planner.Asked.Last().History[^1].Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BrowserLostAfterAWrite_FailsAndSaysWhy()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e9"))), session => session.OnPerform = (it, action) =>
        {
            it.Page = FakePage.Form(EngineBench.Start);
            return action is ClickAction ? throw new BrowserLostException("The browser crashed") : null;
        });

        var result = await bench.RunAsync();

        Assert.Contains("after an action that cannot be repeated safely", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(FailureCategory.Browser, result.Categories[0].Category);
        Assert.Single(bench.Browsers.Opened);
    }

    [Fact]
    public async Task Run_AnyStep_LeavesPicturesTextsAndConsole()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(
                ScriptedPlanner.Plan(new ClickAction("e1")) with { Exchange = new PlannerExchange("the prompt", "the reply") },
                ScriptedPlanner.Done()),
            session => session.ConsoleLog = "log: hello\n");

        await bench.RunAsync();

        var types = bench.Journal.Artifacts.Select(artifact => artifact.Type).ToList();
        Assert.Equal(2, types.Count(type => type == ArtifactTypes.StepScreenshot));
        Assert.Single(types, ArtifactTypes.ActionScreenshot);
        Assert.Single(types, ArtifactTypes.FinalScreenshot);
        Assert.Single(types, ArtifactTypes.Prompt);
        Assert.Single(types, ArtifactTypes.Reply);
        Assert.Contains(ArtifactTypes.ParsedReply, types);
        Assert.Contains(ArtifactTypes.Observation, types);
        Assert.Single(types, ArtifactTypes.ConsoleLog);
        var picture = bench.Journal.Artifacts.Single(artifact => artifact.Type == ArtifactTypes.ActionScreenshot);
        Assert.Equal(bench.Journal.Actions[0].ScreenshotArtifactId, picture.Id);
        Assert.Equal($"o_1/{picture.RunId}/{picture.Id}.jpg", picture.StorageKey);
        Assert.True(bench.Files.Files.ContainsKey(picture.StorageKey));
    }

    [Fact]
    public async Task Run_NoPicturesAndAFullDisk_CompletesAllTheSame()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()), session => session.Picture = null);
        bench.Files.Fault = new IOException("No space left on device");

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);
    }

    [Fact]
    public async Task Run_Events_SayInWordsWhatHappened()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e9")), ScriptedPlanner.Done()), session =>
            session.OnPerform = (it, action) =>
            {
                it.Page = FakePage.Form(EngineBench.Start);
                return action is ClickAction ? new ActionResult(ActionCode.Navigated) : null;
            });

        await bench.RunAsync();

        Assert.Equal(
            ["Opened shop.example", "Step 1: started", "Step 1: click button \"Send\" → navigated", "Step 1: completed"],
            bench.Journal.Events.Select(e => e.Message).Take(4));
    }
}
