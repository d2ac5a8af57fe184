using System.Text.Json;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm.Planning;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class PromptBuilderTests
{
    [Fact]
    public async Task Build_LaterStep_HoldsOnlyThePresentPage()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        PlanTurn[] history = [new("{\"do\":[]}", "click e1: ok"), new("{\"do\":[]}", "click e2: covered")];

        await rig.PlanAsync(rig.Context(3, history, ["e9 button \"Now\""]));

        var messages = rig.Stub.Requests[0].Messages;
        Assert.Equal(["system", "user", "assistant", "user", "assistant", "user"], messages.Select(message => message.Role));
        Assert.StartsWith("TASK\nGoal: Send the form\n", messages[1].Content, StringComparison.Ordinal);
        Assert.Matches("^RESULT 1 PAGE([0-9a-f]{6})\nclick e1: ok\nEND\\1$", messages[3].Content);
        Assert.Matches(
            "^RESULT 2 PAGE[0-9a-f]{6}\nclick e2: covered\nEND[0-9a-f]{6}\n\nOBSERVATION\nURL .*\nVIEW .*\nPAGE([0-9a-f]{6})\ne9 button \"Now\"\nEND\\1\nSTEP 3/25. DATE 2026-03-01.$",
            messages[5].Content);
    }

    [Fact]
    public async Task Build_TurnWithoutReply_StaysAnAnswerInForm()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);

        await rig.PlanAsync(rig.Context(2, [new PlanTurn("", "The browser was started anew.")]));

        Assert.Equal("""{"note":"","plan":null,"memory":"","goals":[],"do":[]}""", rig.Stub.Requests[0].Messages[2].Content);
    }

    [Fact]
    public void Build_TwoCalls_FencePagesDifferently()
    {
        var prompts = new PromptBuilder();
        var context = At(1, LlmRig.NewRun());

        Assert.NotEqual(prompts.Build(context)[^1].Content, prompts.Build(context)[^1].Content);
    }

    [Fact]
    public void Build_AnyRunAndStep_StartsWithTheSameRulesOfOneSize()
    {
        Assert.InRange(TokenEstimate.Of(SystemPrompt.Step), 1200, 1700);
        Assert.DoesNotMatch("tsk_|202[4-9]-", SystemPrompt.Step.Replace("2026-03-31", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(18, null)]
    [InlineData(19, "BUDGET: 6 steps are left")]
    [InlineData(24, "BUDGET: 1 step is left")]
    [InlineData(25, "LAST STEP: only done is allowed.")]
    public void Tail_NearTheEnd_SaysWhatIsLeft(int step, string? words)
    {
        var tail = PromptTail.Write(At(step, LlmRig.NewRun()) with { Nudge = "Try find.", ExtractedJson = "[1,2]" });

        Assert.Equal(step < 25, tail.Contains("ADVICE: Try find.", StringComparison.Ordinal));
        Assert.Contains("DATA: 5 characters are extracted", tail, StringComparison.Ordinal);
        Assert.Equal(words is null, !tail.Contains("BUDGET", StringComparison.Ordinal) && !tail.Contains("LAST STEP", StringComparison.Ordinal));
        Assert.Contains(words ?? "STEP", tail, StringComparison.Ordinal);
    }

    [Fact]
    public void Tail_BudgetsRunLow_SaysWhatTheEngineSays()
    {
        var tail = PromptTail.Write(At(22, LlmRig.NewRun()) with { BudgetNote = "about 40,000 tokens are left." });

        Assert.EndsWith("\nBUDGET: about 40,000 tokens are left.", tail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Plan: none.")]
    [InlineData(true, "Plan: give 2 to 7 subgoals in the first answer")]
    public void Task_WithOrWithoutSubgoals_AsksForThem(bool keepsSubgoals, string words)
    {
        var task = TaskBlock.Write(At(1, LlmRig.NewRun()) with { KeepsSubgoals = keepsSubgoals });

        Assert.Contains(words, task, StringComparison.Ordinal);
    }

    [Fact]
    public void Task_WithSchemaAndCodes_ListsThem()
    {
        var task = TaskBlock.Write(At(1, LlmRig.NewRun(request: new TaskRequest
        {
            Prompt = "Get the price", Engine = "skyvern-2.0", DataExtractionSchema = JsonDocument.Parse("{ \"price\":\n \"número\" }").RootElement,
            ErrorCodeMapping = new Dictionary<string, string> { ["SOLD_OUT"] = "the product is sold out" },
        })) with { MaxSteps = 10 });

        Assert.Contains("""JSON of this form: {"price":"número"}""", task, StringComparison.Ordinal);
        Assert.Contains("- SOLD_OUT: the product is sold out", task, StringComparison.Ordinal);
        Assert.Contains("Limit: 10 steps.", task, StringComparison.Ordinal);
    }

    [Fact]
    public void Task_SecretsFilesAndCredentials_AreNamesAndPlaceholders()
    {
        var run = LlmRig.NewRun(request: new TaskRequest { Prompt = "Log in as ada with lovelace-1815", Engine = "skyvern-2.0", Url = "https://shop.example/" });

        var task = TaskBlock.Write(At(1, run) with { Goal = "Log in as ada with {{password_1}}", Files = ["cv.pdf", "photo.jpg"], Credentials = ["shop"] });

        Assert.DoesNotContain("lovelace-1815", task, StringComparison.Ordinal);
        Assert.StartsWith("TASK\nGoal: Log in as ada with {{password_1}}\nStart address: https://shop.example/\n", task, StringComparison.Ordinal);
        Assert.Contains("\nFiles for upload: cv.pdf, photo.jpg\nCredentials for login: shop\n", task, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("about:blank", "Start address: none. Open the site")]
    [InlineData("https://shop.example/", "Data asked for")]
    public void Task_WithoutAddress_AsksForOneOnlyOnABlankPage(string url, string secondLine)
    {
        var run = LlmRig.NewRun(request: new TaskRequest { Prompt = "p", Engine = "skyvern-2.0" });

        var task = TaskBlock.Write(At(1, run) with { Observation = LlmRig.Page(["x"]) with { Url = url } });

        Assert.StartsWith(secondLine, task.Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FileComesLater_IsNamedInTheTailAndNotInTheTask()
    {
        var prompts = new PromptBuilder();
        prompts.Build(At(1, LlmRig.NewRun()) with { Files = ["cv.pdf"] });

        var messages = prompts.Build(At(2, LlmRig.NewRun()) with { Files = ["cv.pdf", "report.xlsx"], History = [new PlanTurn("{}", "click e1: download")] });

        Assert.DoesNotContain("report.xlsx", messages[1].Content, StringComparison.Ordinal);
        Assert.Contains("\nFILES: these can be uploaded as well: report.xlsx", messages[^1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public void History_GrownLong_IsCutOnceInTwentySteps()
    {
        var window = new HistoryWindow();
        var history = Enumerable.Range(0, 10).Select(_ => new PlanTurn("{}", "read: ok\n" + new string('x', 7000))).ToList();

        window.Consider(history, 11);
        var first = window.CutBefore;
        history.AddRange(history.ToList());
        window.Consider(history, 21);
        var second = window.CutBefore;
        window.Consider(history, 31);

        Assert.Equal(8, first);
        Assert.Equal(8, second);
        Assert.Equal(18, window.CutBefore);
        Assert.Equal("read: ok …", window.Shown(history, 0));
        Assert.Equal(history[19].Result, window.Shown(history, 19));
    }

    [Fact]
    public async Task Step_OfTypicalSize_StaysWithinTheGoals()
    {
        await using var rig = await LlmRig.StartAsync(Solver.Step(Solver.Fill(("e1", "ada@example.com"), ("e2", "Ada"), ("e3", "Lovelace")), Solver.Click("e9")));
        var lines = Enumerable.Range(1, 60).Select(number => $"e{number} textbox \"Name of field number {number}\" [required, value=\"some value\"]").ToList();
        var history = new List<PlanTurn>();

        for (var step = 1; step <= 8; step++)
        {
            var plan = await rig.PlanAsync(rig.Context(step, history, lines));
            history.Add(new PlanTurn(plan.Reply, "fill e1, e2, e3: ok\nclick e9: navigated https://shop.example/next\n+ # Next page\n+ e20 button \"Go on\""));
        }

        var prompt = rig.Stub.Requests[^1].Messages.Sum(message => TokenEstimate.Of(message.Content));
        Assert.InRange(prompt, 1024, 4500);
        Assert.InRange(TokenEstimate.Of(rig.Stub.Requests[^1].LastText), 100, 1700);
        Assert.InRange(TokenEstimate.Of(history[^1].Reply), 1, 180);
    }

    private static PlanningContext At(int step, TaskRun run) => new()
    {
        Run = run, Observation = LlmRig.Page(["x"]), History = [], StepNumber = step, MaxSteps = 25, Today = new DateOnly(2026, 3, 1),
    };
}
