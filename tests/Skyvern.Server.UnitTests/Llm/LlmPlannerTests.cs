using System.Text.Json;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class LlmPlannerTests
{
    [Fact]
    public async Task Next_ProseAroundTheReply_PlansWithOneCall()
    {
        await using var rig = await LlmRig.StartAsync("Certainly!\n```json\n{\"actions\":[{\"action\":\"click\",\"element\":\"e2\"}]}\n```");

        var plan = await rig.PlanAsync();

        Assert.Equal(new ClickAction("e2"), Assert.Single(plan.Actions));
        Assert.Equal("""{"note":"","plan":null,"memory":"","goals":[],"do":[{"act":"click","ref":"e2","mode":"left"}]}""", plan.Reply);
        Assert.Equal(1, plan.Usage.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("I am not sure what to do.")]
    [InlineData("""{"do":[{"act":"click","ref":"the button"}]}""")]
    public async Task Next_ReplyUnusable_AsksOnceMoreWithTheError(string reply)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.First(StubOpenAiReply.Of(reply));

        var plan = await rig.PlanAsync();

        Assert.IsType<BackAction>(Assert.Single(plan.Actions));
        Assert.Equal(2, plan.Usage.Calls);
        Assert.Equal(["system", "user", "assistant", "user"], rig.Stub.Requests[1].Messages.Select(message => message.Role));
        Assert.StartsWith("Your answer could not be used: ", rig.Stub.Requests[1].LastText, StringComparison.Ordinal);
        Assert.Contains("Your answer could not be used", plan.Exchange!.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_ReplyUnusableTwice_IsAFailedStepWithItsCost()
    {
        await using var rig = await LlmRig.StartAsync("No.");

        var fault = await Assert.ThrowsAsync<UnusableReplyException>(() => rig.PlanAsync());

        Assert.Equal(2, rig.Stub.Requests.Count);
        Assert.Equal(2, fault.Usage.Calls);
        Assert.Equal("No.", fault.Exchange!.Reply);
    }

    [Fact]
    public async Task Next_ReplyCutAtTheLimit_KeepsItsCompleteActions()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Of(
            """{"note":"n","plan":null,"memory":"","goals":[],"do":[{"act":"click","ref":"e2","mode":"left"},{"act":"fill","fields":[{"ref":"e1","va""") with { FinishReason = "length" });

        var plan = await rig.PlanAsync();

        Assert.Equal(new ClickAction("e2"), Assert.Single(plan.Actions));
    }

    [Fact]
    public async Task Next_AllTokensSpentOnThinking_AsksAgainWithMoreRoom()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.First(StubOpenAiReply.Of("") with { FinishReason = "length", ReasoningTokens = 1200 });

        await rig.PlanAsync();

        Assert.Equal(3600, rig.Stub.Requests[1].Body["max_tokens"]!.GetValue<int>());
        Assert.Contains("answer much shorter", rig.Stub.Requests[1].LastText, StringComparison.Ordinal);

        await rig.PlanAsync(rig.Context(2, [new PlanTurn("{}", "back: ok")]));
        Assert.Equal(3600, rig.Stub.Requests[2].Body["max_tokens"]!.GetValue<int>());
    }

    [Fact]
    public async Task Next_PromptTooLong_SendsHalfOfThePageForTheRestOfTheRun()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.First(StubOpenAiReply.ContextTooLong());
        var lines = Enumerable.Range(1, 100).Select(number => $"e{number} link \"Product number {number}\"").ToList();

        await rig.PlanAsync(rig.Context(1, lines: lines));
        await rig.PlanAsync(rig.Context(2, [new PlanTurn("{}", "back: ok")], lines));

        Assert.Equal(3, rig.Stub.Requests.Count);
        Assert.Contains("e100 link", rig.Stub.Requests[0].LastText, StringComparison.Ordinal);
        Assert.All(rig.Stub.Requests.Skip(1), request => Assert.Matches(@"\n\.\.\. \d+ more lines, use find or read\nEND", request.LastText));
        Assert.DoesNotContain("e60 link", rig.Stub.Requests[2].LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_PromptTooLongHoweverShort_FailsClearly()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.ContextTooLong());

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Equal(4, rig.Stub.Requests.Count);
        Assert.StartsWith("The prompt is longer than the model takes, even with little of the page", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_LastStepWithoutDone_IsAskedOnceForTheEnd()
    {
        await using var rig = await LlmRig.StartAsync(Solver.Step(Solver.Done("The page says: sent.")));
        rig.Stub.First(StubOpenAiReply.Of(LlmRig.Back));

        var plan = await rig.PlanAsync(rig.Context(25));

        Assert.IsType<DoneAction>(Assert.Single(plan.Actions));
        Assert.Contains("This is the last step", rig.Stub.Requests[1].LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_SubgoalsInALaterReply_AreIgnored()
    {
        await using var rig = await LlmRig.StartAsync("""{"plan":["a","b"],"do":[{"act":"back"}]}""");

        var first = await rig.PlanAsync();
        var second = await rig.PlanAsync(rig.Context(2, [new PlanTurn(first.Reply, "back: ok")]));
        var plain = await rig.NewPlanner(rig.Run).NextAsync(rig.Context() with { KeepsSubgoals = false }, CancellationToken.None);

        Assert.Equal(["a", "b"], first.Subgoals!);
        Assert.Null(second.Subgoals);
        Assert.Null(plain.Subgoals);
    }

    [Theory]
    [InlineData("allowed", "allowed")]
    [InlineData("gpt-4-mega-expensive", "gpt-4.1-mini")]
    public async Task Next_TaskAsksForAModel_GetsItOnlyWhenAllowed(string wanted, string asked)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, AllowedModels = ["allowed"] });
        var run = LlmRig.NewRun(request: new TaskRequest
        {
            Prompt = "p", Engine = "skyvern-2.0", Model = JsonSerializer.SerializeToElement(new { model_name = wanted }),
        });

        await rig.NewPlanner(run).NextAsync(rig.Context(), CancellationToken.None);

        Assert.Equal(asked, rig.Stub.Requests[0].Model);
    }

    [Fact]
    public async Task Next_KeyEchoedByEveryone_IsInNoRecordAndNoLog()
    {
        await using var rig = await LlmRig.StartAsync($$"""{"note":"the key is {{LlmRig.Key}}","do":[{"act":"back"}]}""");
        rig.Stub.First(StubOpenAiReply.Error(500, $"Upstream said: Authorization: Bearer {LlmRig.Key}"), StubOpenAiReply.Of($"no idea about {LlmRig.Key}"));

        var plan = await rig.PlanAsync(rig.Context(lines: [$"text {LlmRig.Key}"]));
        rig.Stub.First(StubOpenAiReply.Error(401, $"Incorrect API key provided: {LlmRig.Key}"));
        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        string[] records = [plan.Exchange!.Prompt, plan.Exchange.Reply, fault.Message, fault.Exchange!.Prompt, fault.Exchange.Reply, rig.Log.Text];
        Assert.All(records, record => Assert.DoesNotContain(LlmRig.Key, record, StringComparison.Ordinal));
        Assert.NotEmpty(rig.Log.Text);
        Assert.DoesNotContain("Send the form", rig.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_PageWithHalfACharacter_IsSentAsText()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);

        await rig.PlanAsync(rig.Context(lines: ["cut \uD83D here\0", "e1 button \"\uDE00\""]));

        Assert.Contains("here", rig.Stub.Requests[0].LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_AzureEndpoint_SendsTheKeyInAzuresHeaderToTheV1Route()
    {
        HttpRequestMessage? seen = null;
        var options = new LlmOptions { Endpoint = "https://my-resource.openai.azure.com/", ApiKey = "azure-key", Model = "my-deployment" };
        using var transport = new ChatTransport(options, TimeProvider.System, new Answering(request => seen = request));

        var answer = await transport.SendAsync("my-deployment", "{}"u8.ToArray(), CancellationToken.None);

        Assert.True(answer.IsSuccess);
        Assert.Equal("https://my-resource.openai.azure.com/openai/v1/chat/completions", seen!.RequestUri!.AbsoluteUri);
        Assert.Equal("azure-key", Assert.Single(seen.Headers.GetValues("api-key")));
        Assert.Null(seen.Headers.Authorization);
    }

    [Theory]
    [InlineData(null, "https://api.openai.com/v1")]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1")]
    [InlineData("http://localhost:11434/v1/", "http://localhost:11434/v1")]
    [InlineData("https://openrouter.ai/api/v1/chat/completions", "https://openrouter.ai/api/v1")]
    [InlineData("https://r.openai.azure.com/openai/deployments/x?api-version=1", "https://r.openai.azure.com/openai/v1")]
    [InlineData("https://r.services.ai.azure.com", "https://r.services.ai.azure.com/openai/v1")]
    public void BaseAddress_AsPeopleWriteIt_IsPutRight(string? written, string expected)
    {
        Assert.Equal(expected, LlmEndpoint.BaseAddress(new LlmOptions { Endpoint = written }).AbsoluteUri);
    }

    private sealed class Answering(Action<HttpRequestMessage> look) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            look(request);
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}") });
        }
    }
}
