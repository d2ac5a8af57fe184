using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class CompletionGateTests
{
    private const string PriceSchema = """{"type":"object","required":["price"],"properties":{"price":{"type":"number"}}}""";

    [Fact]
    public async Task Done_OutputDoesNotFit_IsSentBackOnceWithTheProblems()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done("{}"), ScriptedPlanner.Done("""{"price": "12.5"}""")), EngineBench.Shows("Only 12,50 €"));

        var result = await bench.RunAsync(WithSchema());

        Assert.Equal((RunStatus.Completed, """{"price":12.5}"""), (result.Status, result.OutputJson));
        var refusal = bench.Planner.Asked.Last().History[0];
        Assert.Contains("price", refusal.Result, StringComparison.Ordinal);
        Assert.False(Assert.Single(refusal.Results).Succeeded);
        Assert.Equal([ActionStatus.Failed, ActionStatus.Completed], bench.Journal.Actions.Select(action => action.Status));
    }

    [Fact]
    public async Task Done_OutputNeverFits_FailsNamingWhatIsMissing()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Done("{}")));

        var result = await bench.RunAsync(WithSchema());

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains("price", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(FailureCategory.DataExtraction, result.Categories[0].Category);
        Assert.Equal(2, bench.Journal.Steps.Count);
    }

    [Fact]
    public async Task Done_NoOutputGiven_TakesWhatWasExtracted()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new ExtractAction("the price")), ScriptedPlanner.Done()),
            EngineBench.Shows("3 dollars"),
            extract: request => new ExtractionResult(System.Text.Json.Nodes.JsonNode.Parse("""{"price":3}""")));

        Assert.Equal("""{"price":3}""", (await bench.RunAsync(WithSchema())).OutputJson);
    }

    [Theory]
    [InlineData("42", "\"42\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("\"plain\"", "\"plain\"")]
    [InlineData("no JSON at all", "\"no JSON at all\"")]
    [InlineData("[1]", "[1]")]
    [InlineData(null, null)]
    public async Task Done_Scalars_BecomeTheirText(string? output, string? expected)
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done(output)), EngineBench.Shows("42, 1 and plain; no JSON at all"));

        Assert.Equal(expected, (await bench.RunAsync()).OutputJson);
    }

    [Fact]
    public async Task Done_OpenSubgoals_AreSentBackTwiceThenFail()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ =>
            ScriptedPlanner.Done() with { Subgoals = ["log in", "order"], Goals = [new GoalUpdate(0, true)] }));

        var result = await bench.RunAsync();

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.EndsWith("open: order", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(3, bench.Journal.Steps.Count);
    }

    [Fact]
    public async Task Done_SubgoalsOfEngine1_AreNoCondition()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Done() with { Subgoals = ["log in"] }));

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync(EngineBench.Request() with { Engine = "skyvern-1.0" })).Status);
    }

    [Fact]
    public async Task Done_DownloadFailed_IsNeverCompleted()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done(), ScriptedPlanner.Done()),
            session => session.OnPerform = (it, action) =>
            {
                if (action is not ClickAction)
                {
                    return null;
                }

                it.EndDownload(new BrowserDownload("invoice.pdf", "", "https://shop.example/invoice.pdf", "the connection broke"));
                return new ActionResult(ActionCode.Download) { Downloads = ["invoice.pdf"] };
            });

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Failed, "The download of invoice.pdf failed: the connection broke."), (result.Status, result.FailureReason));
    }

    [Fact]
    public async Task Done_DownloadWhole_IsKeptWithNameSizeAndChecksum()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["x"], "hello");
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()), session =>
            session.OnPerform = (it, action) =>
            {
                if (action is not ClickAction)
                {
                    return null;
                }

                it.EndDownload(new BrowserDownload("invoice.pdf", folder["x"], "https://shop.example/invoice.pdf"));
                return new ActionResult(ActionCode.Download) { Downloads = ["invoice.pdf"] };
            });

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);

        var file = Assert.Single(bench.Journal.Artifacts, artifact => artifact.Type == "download");
        Assert.Equal(
            ("invoice.pdf", 5L, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"), (file.FileName, file.Size, file.Checksum));
        Assert.EndsWith(".pdf", file.StorageKey, StringComparison.Ordinal);
        Assert.Equal(["invoice.pdf"], bench.Journal.Actions[0].DownloadedFiles);
    }

    [Fact]
    public async Task Done_PageStillMoves_IsWaitedFor()
    {
        var looks = 0;
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), session =>
            session.OnObserve = it => it.Page = FakePage.Text(EngineBench.Start, $"Loading {Math.Min(looks++, 3)}"));
        var start = bench.Time.GetUtcNow();

        await bench.RunAsync();

        Assert.Equal(RunStatus.Completed, bench.Result.Status);
        Assert.True(looks > 3);
        Assert.True(bench.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(2.1));
    }

    [Fact]
    public async Task GiveUp_WithReason_TerminatesWithTheCallersCodes()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(
            ScriptedPlanner.GiveUp(DoneStatus.Terminated, "The page says \"Sold out\".", "out_of_stock", "invented")),
            session => session.OnObserve = it => it.Page = FakePage.Text(EngineBench.Start, "# Sold out!"));

        var result = await bench.RunAsync(EngineBench.Request() with { ErrorCodeMapping = new Dictionary<string, string> { ["out_of_stock"] = "No stock" } });

        Assert.Equal((RunStatus.Terminated, "The page says \"Sold out\"."), (result.Status, result.FailureReason));
        var error = Assert.Single(result.Errors);
        Assert.Equal("out_of_stock", error.ErrorCode);
        Assert.InRange(error.Confidence!.Value, 0.5, 1);
    }

    [Fact]
    public async Task GiveUp_RightAfterASubmit_IsDeferredOnce()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.Of(
                ScriptedPlanner.Plan(new ClickAction("e9")),
                ScriptedPlanner.GiveUp(DoneStatus.Failed, "It did not work."),
                ScriptedPlanner.GiveUp(DoneStatus.Failed, "It really did not work.")),
            session => session.OnPerform = (it, _) =>
            {
                it.Page = FakePage.Form(EngineBench.Start);
                return null;
            });

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Failed, "It really did not work."), (result.Status, result.FailureReason));
    }

    [Fact]
    public async Task GiveUp_WithoutReason_IsAskedForOneThenFails()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.GiveUp(DoneStatus.Terminated, " ")));

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Failed, "The planner gave up without a reason."), (result.Status, result.FailureReason));
        Assert.Equal(2, bench.Journal.Steps.Count);
    }

    [Fact]
    public async Task GiveUp_TerminatedWithoutAQuotation_IsDeferredOnceThenFailed()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.GiveUp(DoneStatus.Terminated, "This cannot be done here.")));

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Failed, "This cannot be done here."), (result.Status, result.FailureReason));
        Assert.Equal(2, bench.Journal.Steps.Count);
    }

    [Fact]
    public async Task Done_ValueNowhereSeen_IsSentBackOnceThenListed()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.From(_ => ScriptedPlanner.Done("""{"price": 99, "name": "Blue kettle"}""")), EngineBench.Shows("Blue kettle, 12 €"));

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Completed, "price"), (result.Status, Assert.Single(result.UnverifiedFields)));
        Assert.Contains("price", bench.Planner.Asked.Last().History[0].Result, StringComparison.Ordinal);
        Assert.Equal(2, bench.Journal.Steps.Count);
        Assert.Contains(bench.Journal.Events, e => e.Kind == "run.notice" && e.Message.EndsWith("price.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Done_NothingWasSent_IsSentBackOnceThenFails()
    {
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Done()));

        var result = await bench.RunAsync(EngineBench.Request("Send a message to the shop"));

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains("nothing was sent", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(2, bench.Journal.Steps.Count);
    }

    [Theory]
    [InlineData(ClaimAnswer.Yes, RunStatus.Completed, 2)]
    [InlineData(ClaimAnswer.No, RunStatus.Failed, 4)]
    [InlineData(ClaimAnswer.Impossible, RunStatus.Terminated, 2)]
    public async Task Done_StillDoubtful_IsDecidedByAModel(ClaimAnswer answer, RunStatus end, int steps)
    {
        ClaimQuestion? asked = null;
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Done()), verify: question =>
        {
            asked = question;
            return new ClaimVerdict(answer, "The page says so.") { Usage = new TokenUsage("m", 50, null, 5, null, 1) };
        });

        var result = await bench.RunAsync(EngineBench.Request("Send a message to the shop"));

        Assert.Equal((end, steps), (result.Status, bench.Journal.Steps.Count));
        Assert.Contains("nothing was sent", Assert.Single(asked!.Doubts), StringComparison.Ordinal);
        Assert.Equal((50, 5), (bench.Journal.Steps[^1].InputTokens, bench.Journal.Steps[^1].OutputTokens));
    }

    [Theory]
    [InlineData(VerifyMode.Auto, 0)]
    [InlineData(VerifyMode.Always, 1)]
    [InlineData(VerifyMode.Never, 0)]
    public async Task Done_NothingDoubtful_AsksAModelOnlyIfAlways(VerifyMode verify, int questions)
    {
        var asked = 0;
        await using var bench = new EngineBench(ScriptedPlanner.From(_ => ScriptedPlanner.Done()), options: options => options.Verify = verify, verify: _ =>
        {
            asked++;
            return new ClaimVerdict(ClaimAnswer.Yes, "It is.");
        });

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);
        Assert.Equal(questions, asked);
    }

    private static TaskRequest WithSchema() => EngineBench.Request() with { DataExtractionSchema = EngineBench.Json(PriceSchema) };
}
