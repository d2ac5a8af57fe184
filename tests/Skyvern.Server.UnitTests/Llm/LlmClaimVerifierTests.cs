using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm.Planning;
using Skyvern.Server.Llm.Verification;
using Skyvern.Server.Testing;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class LlmClaimVerifierTests
{
    [Theory]
    [InlineData("yes", "Order 4711 received", ClaimAnswer.Yes)]
    [InlineData("no", "Your cart (1)", ClaimAnswer.No)]
    [InlineData("impossible", "- Your cart is empty", ClaimAnswer.Impossible)]
    [InlineData("no", "", ClaimAnswer.No)]
    [InlineData("yes", "“Order 4711” \\n received...", ClaimAnswer.Yes)]
    public async Task Verify_QuoteThatWasShown_Counts(string answer, string quote, ClaimAnswer expected)
    {
        await using var rig = await LlmRig.StartAsync($$"""{"answer":"{{answer}}","quote":"{{quote}}","reason":"so it is"}""");

        var verdict = await VerifyAsync(rig, Question(rig));

        Assert.Equal(expected, verdict!.Answer);
        Assert.StartsWith("so it is", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(1, verdict.Usage.Calls);
        Assert.Contains("CLAIM The order was sent.", verdict.Exchange!.Prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"answer":"yes","quote":"Payment of 20 euros confirmed","reason":"r"}""")]
    [InlineData("""{"answer":"yes","quote":"The order was sent.","reason":"only the claim says so"}""")]
    [InlineData("""{"answer":"yes","quote":"","reason":"r"}""")]
    [InlineData("""{"answer":"impossible","quote":" ","reason":"r"}""")]
    [InlineData("""{"answer":"perhaps","quote":"Order 4711 received","reason":"r"}""")]
    [InlineData("Yes, it is done.")]
    [InlineData("")]
    public async Task Verify_VerdictWithoutEvidence_IsIgnored(string reply)
    {
        await using var rig = await LlmRig.StartAsync(reply);

        Assert.Null(await VerifyAsync(rig, Question(rig)));
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task Verify_NobodyCanBeAsked_LeavesTheClaimAsItIs()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Unauthorized());

        Assert.Null(await VerifyAsync(rig, Question(rig)));
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public async Task Verify_History_IsWhatPagesShowedOrAllThatWasDoneWhereAskedFor(bool? withActions, int first)
    {
        await using var rig = await LlmRig.StartAsync("""{"answer":"no","quote":"","reason":"r"}""");
        var run = LlmRig.NewRun(request: new TaskRequest { Prompt = "p", Engine = "skyvern-2.0", IncludeActionHistoryInVerification = withActions });
        var history = Enumerable.Range(1, 8).Select(turn => new PlanTurn("{}", $"1 click e{turn}: ok\n+ Part {turn} saved") { Changes = [$"+ Part {turn} saved"] });

        await VerifyAsync(rig, Question(rig) with { Run = run, History = [.. history, new PlanTurn("{}", "1 click e9: no_change")] });

        var text = rig.Stub.Requests[0].LastText;
        Assert.Equal(withActions is true, text.Contains("RESULT 1 PAGE", StringComparison.Ordinal));
        Assert.Contains($"RESULT {first + (withActions is true ? 0 : 1)} PAGE", text, StringComparison.Ordinal);
        Assert.Contains("+ Part 8 saved", text, StringComparison.Ordinal);
        Assert.Equal(withActions is true, text.Contains("click e", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_Question_IsOneSmallStrictCall()
    {
        await using var rig = await LlmRig.StartAsync("""{"answer":"no","quote":"","reason":"r"}""");

        await VerifyAsync(rig, Question(rig));

        var request = Assert.Single(rig.Stub.Requests);
        Assert.True(request is { IsVerification: true, IsStrict: true, Mode: "json_schema" });
        Assert.Null(StubOpenAiStrictSchema.Problem(JsonNode.Parse(VerdictReader.SchemaJson)!.AsObject()));
        Assert.Equal(400, request.Body["max_tokens"]!.GetValue<int>());
        Assert.InRange(TokenEstimate.Of(SystemPrompt.Verify), 200, 500);
        Assert.Matches("^GOAL Order a lamp for \\{\\{name\\}\\}\nCLAIM The order was sent.\nOUTPUT \\{\"order\":4711\\}\nDOUBTS no change after the click\nRESULT 1 PAGE", request.LastText);
        Assert.Matches("PAGE([0-9a-f]{6})\n# Order 4711 received\nYour cart \\(1\\)\nEND\\1$", request.LastText);
    }

    private static Task<ClaimVerdict?> VerifyAsync(LlmRig rig, ClaimQuestion question) =>
        new LlmClaimVerifier(rig.Client, MicrosoftOptions.Create(rig.Options), rig.Log.For<LlmClaimVerifier>()).VerifyAsync(question, CancellationToken.None);

    private static ClaimQuestion Question(LlmRig rig) => new(
        rig.Run, "Order a lamp for {{name}}", "The order was sent.", "{\"order\":4711}", ["no change after the click"],
        [new PlanTurn("{}", "1 fill e1: ok\n2 click e9: no_change\n- Your cart is empty") { Changes = ["- Your cart is empty"] }], LlmRig.Page(["# Order 4711 received", "Your cart (1)"]));
}
