using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
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
            ScriptedPlanner.Done("""{"price": 12}""")), EngineBench.Shows("Price: 12"));

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
    public async Task Run_SomethingBreaks_FailsAndTheWorkerLives()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => throw new InvalidOperationException("a fault of our own")));

        var result = await bench.RunAsync();

        Assert.Equal(FailureCategory.Infrastructure, result.Categories[0].Category);
        Assert.DoesNotContain("a fault of our own", result.FailureReason, StringComparison.Ordinal);
        Assert.True(bench.Browsers.Last.IsDisposed);
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
