using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class BatchRunnerTests
{
    private static readonly Observation Form = FakePage.Form(EngineBench.Start);

    [Fact]
    public async Task Run_AllOk_DoesEveryActionInOrder()
    {
        BrowserAction[] batch = [new TypeAction("e1", "Ada"), new SelectAction("e2", ["France"]), new ClickAction("e3")];
        await using var bench = Bench((_, _) => null, batch);

        await bench.RunAsync();

        Assert.Equal(batch, bench.Browsers.Last.Performed.Skip(1));
        Assert.Equal([ActionStatus.Completed, ActionStatus.Completed, ActionStatus.Completed], Statuses(bench));
    }

    [Theory]
    [InlineData(ActionCode.Navigated, ActionStatus.Completed)]
    [InlineData(ActionCode.NoChange, ActionStatus.Completed)]
    [InlineData(ActionCode.NotFound, ActionStatus.Failed)]
    [InlineData(ActionCode.Dialog, ActionStatus.Completed)]
    [InlineData(ActionCode.Blocked, ActionStatus.Failed)]
    public async Task Run_AnythingButOk_SkipsTheRest(ActionCode code, ActionStatus status)
    {
        await using var bench = Bench((_, _) => new ActionResult(code), new ClickAction("e1"), new ClickAction("e3"));

        await bench.RunAsync();

        Assert.Equal([status, ActionStatus.Skipped], Statuses(bench));
        Assert.Equal("skipped", bench.Journal.Actions[1].ResultCode);
        Assert.Contains($"2 click e3: skipped, action 1 ended the batch: {new ActionResult(code).Word}", LastTurn(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ALaterControlIsGone_SkipsTheRest()
    {
        await using var bench = Bench(
            (it, _) =>
            {
                it.Page = FakePage.Of(Form.Url, ["# Contact"], [.. Form.Elements.Where(element => element.Ref != "e9")]);
                return null;
            },
            new ClickAction("e3"), new ClickAction("e9"));

        await bench.RunAsync();

        Assert.Contains("skipped, e9 is gone", LastTurn(bench), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALERT The name is too short", "an alert appeared")]
    [InlineData("dialog \"Cookies\"", "a dialog opened in the page")]
    public async Task Run_SomethingComesInFront_SkipsTheRest(string line, string reason)
    {
        await using var bench = Bench(
            (it, _) =>
            {
                it.Page = FakePage.Of(Form.Url, ["# Contact", line], [.. Form.Elements]);
                return null;
            },
            new TypeAction("e1", "A"), new ClickAction("e9"));

        await bench.RunAsync();

        Assert.Contains(reason, LastTurn(bench), StringComparison.Ordinal);
        Assert.DoesNotContain("irreversible", bench.Journal.Writes);
    }

    [Fact]
    public async Task Run_NotesBetweenActions_ReachThePlanner()
    {
        await using var bench = Bench(
            (it, action) =>
            {
                it.Page = Form with { Notes = action is TypeAction ? ["dialog answered: alert"] : [] };
                return null;
            },
            new TypeAction("e1", "A"), new ClickAction("e3"));

        await bench.RunAsync();

        Assert.Contains("dialog answered: alert", bench.Planner.Asked.Last().Observation.Notes);
    }

    [Fact]
    public async Task Run_ReturnedTextAndChanges_AreInTheHistory()
    {
        await using var bench = Bench(
            (it, _) =>
            {
                it.Page = FakePage.Of(Form.Url, ["# Contact", "Two matches"], [.. Form.Elements]);
                return new ActionResult(ActionCode.Ok) { Text = "line 1\nline 2" };
            },
            new FindAction("x"));

        await bench.RunAsync();

        Assert.Equal("1 find: ok\nline 1\nline 2\n+ Two matches", LastTurn(bench));
    }

    [Fact]
    public async Task Run_Extract_KeepsTheDataAndCountsTheTokens()
    {
        var page = 0;
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(
                ScriptedPlanner.Plan(new ExtractAction("products")),
                ScriptedPlanner.Plan(new ExtractAction("more products")),
                ScriptedPlanner.Done()),
            extract: _ => new ExtractionResult(System.Text.Json.Nodes.JsonNode.Parse(page++ == 0 ? """[{"n":1},{"n":2}]""" : """[{"n":2},{"n":3}]"""))
            {
                Usage = new TokenUsage("m", 100, null, 10, null, 1),
            });

        var result = await bench.RunAsync();

        Assert.Equal("""[{"n":1},{"n":2},{"n":3}]""", result.OutputJson);
        Assert.Equal("""[{"n":1},{"n":2}]""", bench.Journal.Actions[0].OutputJson);
        Assert.Equal((100, "m"), (bench.Journal.Steps[0].InputTokens, bench.Journal.Steps[0].Model));
        Assert.Equal("1 extract: ok, 2 items kept", bench.Planner.Asked.ElementAt(1).History[0].Result);
        Assert.Equal("""[{"n":1},{"n":2}]""", bench.Planner.Asked.ElementAt(1).ExtractedJson);
    }

    private static EngineBench Bench(Func<FakeBrowserSession, BrowserAction, ActionResult?> onAction, params BrowserAction[] batch) => new(
        ScriptedPlanner.Of(ScriptedPlanner.Plan(batch), ScriptedPlanner.Done()),
        session => session.OnPerform = (it, action) =>
        {
            if (action is GoToAction)
            {
                it.Page = Form;
                return null;
            }

            return onAction(it, action);
        });

    private static IEnumerable<ActionStatus> Statuses(EngineBench bench) =>
        bench.Journal.Actions.Where(action => action.StepOrder == 0).Select(action => action.Status);

    private static string LastTurn(EngineBench bench) => bench.Planner.Asked.ElementAt(1).History[^1].Result;
}
