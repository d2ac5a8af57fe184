using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class StepRunnerTests
{
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
    public async Task Run_NoAddressAnywhere_FailsUnlessThePlannerOpensOne()
    {
        await using var lost = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Plan(new ClickAction("e1"))));
        await using var first = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Plan(new ClickAction("e1"))));
        await using var found = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new GoToAction("https://a.example/")), ScriptedPlanner.Done()));

        Assert.StartsWith("No start address", (await lost.RunAsync(EngineBench.Request(url: null))).FailureReason, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, (await found.RunAsync(EngineBench.Request(url: null))).Status);
        Assert.Contains("begin with goto", found.Planner.Asked.First().Nudge, StringComparison.Ordinal);

        // The engine of the first generation looks for no address itself.
        var without = await first.RunAsync(EngineBench.Request(url: null) with { Engine = "skyvern-1.0" });
        Assert.StartsWith("No start address", without.FailureReason, StringComparison.Ordinal);
        Assert.Empty(first.Planner.Asked);
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
    public async Task Run_LastStep_AllowsOnlyTheEnd()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(context => ScriptedPlanner.Plan(new FindAction($"word {context.StepNumber}"))));

        var result = await bench.RunAsync(EngineBench.Request() with { MaxSteps = 4 });

        Assert.Equal(RunError.ReachMaxSteps, result.Errors[0].ErrorCode);
        Assert.Equal(3, bench.Browsers.Last.Performed.OfType<FindAction>().Count());
        Assert.Equal([false, false, true, true], bench.Planner.Asked.Select(context => context.BudgetNote is not null));
        Assert.Contains("only done is allowed", bench.Planner.Asked.Last().BudgetNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PictureAskedFor_IsGivenOnceForTheNextStep()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(
            ScriptedPlanner.Plan(new LookAction()), ScriptedPlanner.Plan(new FindAction("x")), ScriptedPlanner.Done()));

        await bench.RunAsync();

        Assert.Equal([false, true, false], bench.Planner.Asked.Select(context => context.Picture is not null));
    }

    [Fact]
    public async Task Run_TwoStepsFailed_GivesAPicture()
    {
        var missing = new ActionResult(ActionCode.NotFound);
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(
                ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Plan(new ClickAction("e2")), ScriptedPlanner.Plan(new BackAction()), ScriptedPlanner.Done()),
            session => session.OnPerform = (_, action) => action is ClickAction ? missing : null);

        await bench.RunAsync();

        Assert.Equal([false, false, true, false], bench.Planner.Asked.Select(context => context.Picture is not null));
    }

    [Fact]
    public async Task Run_Engine1_KeepsNoSubgoals()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));

        await bench.RunAsync(EngineBench.Request() with { Engine = "skyvern-1.0" });

        Assert.False(bench.Planner.Asked.Single().KeepsSubgoals);
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
}
