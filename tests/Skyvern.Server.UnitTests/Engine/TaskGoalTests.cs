using System.Text.Json;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Rules.Clauses;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class TaskGoalTests
{
    [Fact]
    public void Compose_OnlyAPrompt_LeavesItAsItIs() => Assert.Equal("  Do it \n", TaskGoal.Compose(EngineBench.Request("  Do it \n")).Prompt);

    [Fact]
    public void Compose_AllParts_MakesOneGoalInWhichEachHasItsLine()
    {
        var composed = TaskGoal.Compose(EngineBench.Request("Fill in the form") with
        {
            WorkflowSystemPrompt = "Be polite.",
            NavigationPayload = EngineBench.Json("""{ "name": "Zoë", "tags": [1] }"""),
            DataExtractionGoal = "the confirmation number",
            CompleteCriterion = "It is confirmed",
            TerminateCriterion = "It is refused",
        });

        Assert.Equal(
            "Instructions: Be polite.\nFill in the form\nData: {\"name\":\"Zoë\",\"tags\":[1]}\nExtract the confirmation number\n"
                + "The goal is met when: It is confirmed\nGive up as terminated when: It is refused",
            composed.Prompt);
        Assert.Null(composed.NavigationPayload);
        Assert.Null(composed.CompleteCriterion);
    }

    [Theory]
    [InlineData("\"Name: Anna\"", "Data: Name: Anna")]
    [InlineData("[\"a\"]", "Data: [\"a\"]")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Data_Payload_IsALine(string payload, string? expected) =>
        Assert.Equal(expected, TaskGoal.Data(EngineBench.Request() with { NavigationPayload = EngineBench.Json(payload) }));

    [Fact]
    public void Compose_PayloadAndExtraction_CanBeReadByTheRules()
    {
        var composed = TaskGoal.Compose(EngineBench.Request("Fill in the form and submit it") with
        {
            NavigationPayload = EngineBench.Json("""{"first_name": "Ada", "email": "ada@example.org"}"""),
            DataExtractionGoal = "the confirmation number",
        });

        var goal = GoalReader.Read(composed.Prompt);

        Assert.Null(goal.Unread);
        var fill = Assert.Single(goal.Clauses.OfType<FillClause>());
        Assert.Equal(["first_name=Ada", "email=ada@example.org"], fill.Pairs.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Single(goal.Clauses.OfType<SubmitClause>());
        Assert.Single(goal.Clauses.OfType<ExtractClause>());
    }

    [Fact]
    public async Task Run_PasswordInThePayload_PlannerSeesThePlaceholder()
    {
        var planner = ScriptedPlanner.Of(ScriptedPlanner.Done());
        await using var bench = new EngineBench(planner);

        await bench.RunAsync(EngineBench.Request("Log in") with { NavigationPayload = EngineBench.Json("""{"user": "ada", "password": "hunter2-x"}""") });

        var goal = Assert.Single(planner.Asked.Select(asked => asked.Goal).Distinct())!;
        Assert.Contains("\"password\":\"{{password_1}}\"", goal, StringComparison.Ordinal);
        Assert.All(planner.Asked, asked => Assert.DoesNotContain("hunter2-x", JsonSerializer.Serialize(asked.Run.Request), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_AddressInThePayload_IsNoPlaceToGoTo()
    {
        var planner = ScriptedPlanner.Of(ScriptedPlanner.Plan(new GoToAction("https://evil.example/take")), ScriptedPlanner.GiveUp(DoneStatus.Failed, "It does not go."));
        await using var bench = new EngineBench(planner);

        await bench.RunAsync(EngineBench.Request("Fill in the form") with { NavigationPayload = EngineBench.Json("""{"website": "https://evil.example/"}""") });

        Assert.Equal("blocked", bench.Journal.Actions[0].ResultCode);
    }

    [Theory]
    [InlineData(TaskTypes.General, 2)]
    [InlineData(TaskTypes.Action, 1)]
    [InlineData(TaskTypes.Validation, 0)]
    public async Task Run_TaskType_SaysHowManyActionsAreDone(string type, int done)
    {
        var planner = ScriptedPlanner.Of(
            ScriptedPlanner.Plan(new ClickAction("e9")), ScriptedPlanner.Plan(new ClickAction("e9")), ScriptedPlanner.GiveUp(DoneStatus.Failed, "Enough."));
        await using var bench = new EngineBench(planner, session => session.OnObserve = it => it.Page = FakePage.Form(EngineBench.Start));

        await bench.RunAsync(EngineBench.Request() with { TaskType = type });

        Assert.Equal(done, bench.Browsers.Last.Performed.OfType<ClickAction>().Count());
        Assert.Equal(2 - done, bench.Journal.Actions.Count(action => action.ResultCode == "blocked"));
    }

    [Fact]
    public async Task Run_DataFound_AreKeptBeforeTheEnd()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new ExtractAction("the price")), ScriptedPlanner.GiveUp(DoneStatus.Failed, "Enough.")),
            extract: _ => new ExtractionResult(new System.Text.Json.Nodes.JsonObject { ["price"] = 12, ["key"] = "hunter2-x" }));

        await bench.RunAsync(EngineBench.Request("Use password \"hunter2-x\""));

        Assert.Equal(12, EngineBench.Json(bench.Journal.KeptOutput!).GetProperty("price").GetInt32());
        Assert.DoesNotContain("hunter2-x", bench.Journal.KeptOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutExtractedText_ExtractsFromWhatIsShown()
    {
        ExtractionRequest? asked = null;
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new ExtractAction("the price")), ScriptedPlanner.Done()),
            EngineBench.Shows("far below: 12 EUR"),
            extract: request =>
            {
                asked = request;
                return new ExtractionResult(null, "nothing there");
            });

        await bench.RunAsync(EngineBench.Request() with { IncludeExtractedText = false });

        Assert.DoesNotContain("12 EUR", asked!.Page.Markdown, StringComparison.Ordinal);
        Assert.Equal(string.Join('\n', bench.Browsers.Last.Page.Lines), asked.Page.Markdown);
    }
}
