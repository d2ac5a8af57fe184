using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

/// <summary>Every fault that endpoints and models are known for, against a server over real HTTP.</summary>
public sealed class FaultSuiteTests
{
    /// <summary>Faults that pass: the step is planned nevertheless.</summary>
    private static readonly Dictionary<string, StubOpenAiReply> Passing = new()
    {
        ["rate limit, seconds"] = StubOpenAiReply.RateLimited("retry-after", "3"),
        ["rate limit, milliseconds"] = StubOpenAiReply.RateLimited("retry-after-ms", "700"),
        ["rate limit, date"] = StubOpenAiReply.RateLimited("retry-after", "Sun, 01 Mar 2026 12:00:20 GMT"),
        ["rate limit, date that is over"] = StubOpenAiReply.RateLimited("retry-after", "Sun, 01 Mar 2020 12:00:20 GMT"),
        ["rate limit, nonsense"] = StubOpenAiReply.RateLimited("retry-after", "soon"),
        ["request timeout"] = StubOpenAiReply.Error(408, "timed out"),
        ["conflict"] = StubOpenAiReply.Error(409, "try again"),
        ["internal error"] = StubOpenAiReply.Error(500, "The server had an error"),
        ["bad gateway"] = StubOpenAiReply.Error(502, "upstream"),
        ["unavailable"] = StubOpenAiReply.Error(503, "model is loading"),
        ["gateway timeout"] = StubOpenAiReply.Error(504, "timeout"),
        ["overloaded"] = StubOpenAiReply.Error(529, "Overloaded"),
        ["a proxy's page, bad gateway"] = StubOpenAiReply.WebPage(502, "502 Bad Gateway"),
        ["a proxy's page, unavailable"] = StubOpenAiReply.WebPage(503, "503 Service Temporarily Unavailable"),
        ["connection cut in the body"] = StubOpenAiReply.CutBody(),
        ["body cut"] = new() { RawBody = "{\"id\": \"chatcmpl-1\", \"choi" },
        ["body empty"] = new() { RawBody = "" },
        ["body null"] = new() { RawBody = "null" },
        ["body of another kind"] = new() { RawBody = "[1,2]" },
        ["tool calls of an odd kind"] = new() { RawBody = """{"choices":[{"message":{"content":null,"tool_calls":["step"]}}]}""" },
        ["choices of an odd kind"] = new() { RawBody = """{"choices":["x"]}""" },
        ["choices empty"] = new() { RawBody = """{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":0}}""" },
        ["choices null"] = new() { RawBody = """{"choices":null}""" },
        ["error in disguise"] = new() { RawBody = """{"error":{"message":"Provider returned error","code":502}}""" },
        ["message missing"] = new() { RawBody = """{"choices":[{"finish_reason":"stop"}]}""" },
        ["content null"] = new() { RawBody = """{"choices":[{"message":{"role":"assistant","content":null}}]}""" },
        ["content empty"] = StubOpenAiReply.Of(""),
        ["tokens spent on thoughts"] = StubOpenAiReply.Of("") with { FinishReason = "length", ReasoningTokens = 1200 },
        ["prose only"] = StubOpenAiReply.Of("I would click the button."),
        ["cut before an action"] = StubOpenAiReply.Of("""{"note":"n","do":[{"act":"cl""") with { FinishReason = "length" },
        ["unknown action"] = StubOpenAiReply.Of("""{"do":[{"act":"dance"}]}"""),
        ["no element"] = StubOpenAiReply.Of("""{"do":[{"act":"click","ref":"the button"}]}"""),
        ["declined by the model"] = StubOpenAiReply.Refused("I'm sorry, I cannot assist with that."),
        ["prompt too long"] = StubOpenAiReply.ContextTooLong(),
    };

    /// <summary>Faults of form that the reply is cleared of without another question.</summary>
    private static readonly Dictionary<string, StubOpenAiReply> Repaired = new()
    {
        ["prose around"] = StubOpenAiReply.Of("Sure! {\"do\":[{\"act\":\"back\"}]} Done."),
        ["fenced"] = StubOpenAiReply.Of("```json\n{\"do\":[{\"act\":\"back\"}]}\n```"),
        ["cut after an action"] = StubOpenAiReply.Of("{\"do\":[{\"act\":\"back\"},{\"act\":\"cl") with { FinishReason = "length" },
        ["wrong keys"] = StubOpenAiReply.Of("{\"actions\":[{\"action\":\"go_back\"}]}"),
        ["usage missing"] = StubOpenAiReply.Of("{\"do\":[{\"act\":\"back\"}]}") with { HasUsage = false },
        ["arguments as an object"] = new() { RawBody = """{"choices":[{"message":{"tool_calls":[{"function":{"name":"step","arguments":{"do":[{"act":"back"}]}}}]}}]}""" },
        ["content in parts"] = new() { RawBody = """{"choices":[{"message":{"content":[{"type":"text","text":"{\"do\":[{\"act\":"},{"type":"text","text":"\"back\"}]}"}]}}]}""" },
        ["parts of odd kinds"] = new() { RawBody = """{"choices":[{"message":{"content":["{\"do\":[{\"act\":\"back\"}]}",null,7]}}]}""" },
        ["thoughts before"] = StubOpenAiReply.Of("<think>Maybe click?</think>{\"do\":[{\"act\":\"back\"}]}"),
    };

    /// <summary>Faults that stay, and the words a person needs.</summary>
    private static readonly Dictionary<string, (StubOpenAiReply Reply, string Words)> Staying = new()
    {
        ["key refused"] = (StubOpenAiReply.Unauthorized(), "did not accept the key"),
        ["key refused with another status"] = (StubOpenAiReply.Error(400, "API key not valid. Please pass a valid API key."), "API key not valid"),
        ["nothing paid"] = (StubOpenAiReply.Error(402, "Insufficient credits"), "cannot pay"),
        ["quota used up"] = (StubOpenAiReply.Error(429, "You exceeded your current quota", "insufficient_quota"), "cannot pay"),
        ["credit too low"] = (StubOpenAiReply.Error(400, "Your credit balance is too low to access the API."), "credit balance is too low"),
        ["not allowed"] = (StubOpenAiReply.Error(403, "Project does not have access to the model"), "does not allow"),
        ["model unknown"] = (StubOpenAiReply.Error(404, "The model `x` does not exist", "model_not_found"), "does not know model"),
        ["model not pulled"] = (StubOpenAiReply.Error(404, "model \"x\" not found, try pulling it first"), "does not know model"),
        ["no API at the address"] = (new StubOpenAiReply { Status = 404, RawBody = "404 page not found" }, "Llm:Endpoint"),
        ["a web page at the address"] = (StubOpenAiReply.WebPage(200, "Welcome to my server"), "web page \"Welcome to my server\" instead of JSON"),
        ["a log-in page at the address"] = (StubOpenAiReply.WebPage(401, "Sign in"), "web page \"Sign in\""),
        ["filtered before the answer"] = (StubOpenAiReply.Error(400, "The response was filtered", "content_filter"), "content filter"),
        ["flagged by a gateway"] = (StubOpenAiReply.Error(403, "Your chosen model requires moderation and your input was flagged"), "content filter"),
        ["filtered within the answer"] = (StubOpenAiReply.Filtered(), "content filter"),
        ["rate limit for long"] = (StubOpenAiReply.RateLimited("retry-after", "300"), "rate limit"),
    };

    public static TheoryData<string> PassingNames => [.. Passing.Keys];

    public static TheoryData<string> RepairedNames => [.. Repaired.Keys];

    public static TheoryData<string> StayingNames => [.. Staying.Keys];

    [Theory]
    [MemberData(nameof(PassingNames))]
    public async Task Next_FaultThatPasses_PlansTheStep(string fault)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.First(Passing[fault]);

        var plan = await rig.PlanAsync();

        Assert.IsType<BackAction>(Assert.Single(plan.Actions));
        Assert.Equal(2, rig.Stub.Requests.Count);
        Assert.All(rig.Stub.Requests, request => Assert.Equal("json_schema", request.Mode));
    }

    [Theory]
    [MemberData(nameof(RepairedNames))]
    public async Task Next_FaultOfForm_PlansTheStepAtOnce(string fault)
    {
        await using var rig = await LlmRig.StartAsync(_ => Repaired[fault]);

        var plan = await rig.PlanAsync();

        Assert.IsType<BackAction>(Assert.Single(plan.Actions));
        Assert.Single(rig.Stub.Requests);
    }

    [Theory]
    [MemberData(nameof(StayingNames))]
    public async Task Next_FaultThatStays_FailsAtOnceInWords(string fault)
    {
        var (reply, words) = Staying[fault];
        await using var rig = await LlmRig.StartAsync(_ => reply);

        var failure = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Single(rig.Stub.Requests);
        Assert.Empty(rig.Time.Waits);
        Assert.Equal(("LLM_ERROR", FailureCategory.Llm), (failure.ErrorCode, failure.Category));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(StayingNames))]
    public async Task Next_FaultThatStays_AsksTheFallbackModel(string fault)
    {
        await using var rig = await LlmRig.StartAsync(request => request.Model == "big" ? Staying[fault].Reply : StubOpenAiReply.Of(LlmRig.Back), WithFallback());

        var plan = await rig.PlanAsync();

        Assert.Equal(["big", "other"], rig.Stub.Requests.Select(request => request.Model));
        Assert.Equal("other", plan.Usage.Model);
    }

    [Fact]
    public async Task Next_FallbackFailsToo_FailsWithItsWords()
    {
        await using var rig = await LlmRig.StartAsync(
            request => request.Model == "big" ? StubOpenAiReply.Filtered() : StubOpenAiReply.Error(404, "The model `other` does not exist", "model_not_found"), WithFallback());

        var failure = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Equal(2, rig.Stub.Requests.Count);
        Assert.Contains("does not know model other", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Usage.Input > 0, "what the first model charged must be counted");
    }

    [Fact]
    public async Task Next_ModelDeclines_AsksTheFallbackModelAndCountsBoth()
    {
        await using var rig = await LlmRig.StartAsync(
            request => request.Model == "big" ? StubOpenAiReply.Refused("I cannot help.") : StubOpenAiReply.Of(LlmRig.Back), WithFallback());

        var plan = await rig.PlanAsync();

        Assert.Equal(2, plan.Usage.Calls);
        Assert.Equal("other", plan.Usage.Model);
    }

    [Fact]
    public async Task Next_ModelDeclinesTwice_SaysInItsWordsWhy()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Refused("I cannot help with passwords."));

        var failure = await Assert.ThrowsAsync<UnusableReplyException>(() => rig.PlanAsync());

        Assert.Contains("I cannot help with passwords.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("temperature", LlmOutputMode.Auto)]
    [InlineData("prompt_cache_key", LlmOutputMode.Auto)]
    [InlineData("reasoning_effort", LlmOutputMode.Auto)]
    [InlineData("parallel_tool_calls", LlmOutputMode.Tool)]
    [InlineData("tool_choice", LlmOutputMode.Tool)]
    [InlineData("max_tokens", LlmOutputMode.Auto)]
    [InlineData("response_format", LlmOutputMode.Auto)]
    [InlineData("tools", LlmOutputMode.Auto)]
    public async Task Next_ParameterUnknown_IsLeftOutForGood(string parameter, LlmOutputMode mode)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, ReasoningEffort = "low", OutputMode = mode });
        rig.Stub.Quirks.RefusedParameters.Add(parameter);
        rig.Stub.Quirks.RefusedModes.UnionWith(parameter == "tools" ? ["json_schema"] : []);

        await rig.PlanAsync();
        var asked = rig.Stub.Requests.Count;
        await rig.PlanAsync();

        Assert.InRange(asked, 2, 3);
        Assert.Equal(asked + 1, rig.Stub.Requests.Count);
        Assert.False(rig.Stub.Requests[^1].Body.ContainsKey(parameter));
    }

    [Fact]
    public async Task Next_StrictUnknown_KeepsTheSchemaWithoutIt()
    {
        await using var rig = await LlmRig.StartAsync(request => request.IsStrict
            ? StubOpenAiReply.Error(400, "Unknown parameter: 'response_format.json_schema.strict'.", "unknown_parameter", "response_format.json_schema.strict")
            : StubOpenAiReply.Of(LlmRig.Back));

        await rig.PlanAsync();

        Assert.Equal([true, false], rig.Stub.Requests.Select(request => request.IsStrict));
        Assert.Equal("json_schema", rig.Stub.Requests[1].Mode);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":30},"completion_tokens_details":{"reasoning_tokens":5}}""", 60, 30, 5)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":60,"cache_creation_tokens":30}}""", 60, 30, null)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"cache_read_input_tokens":60,"cache_creation_input_tokens":30}""", 60, 30, null)]
    [InlineData("""{"input_tokens":10,"output_tokens":20,"cache_read_input_tokens":60,"cache_creation_input_tokens":30}""", 60, 30, null)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_cache_hit_tokens":60}""", 60, null, null)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20}""", null, null, null)]
    public async Task Next_UsageOfAnyProvider_IsCountedOnce(string usage, int? cached, int? written, int? reasoning)
    {
        await using var rig = await LlmRig.StartAsync(_ => new StubOpenAiReply
        {
            RawBody = $$$"""{"model":"m","choices":[{"message":{"content":"{\"do\":[{\"act\":\"back\"}]}"}}],"usage":{{{usage}}}}""",
        });

        var plan = await rig.PlanAsync();

        Assert.Equal(new TokenUsage("m", 100, cached, 20, reasoning, 1) { CacheWrite = written }, plan.Usage);
    }

    private static LlmOptions WithFallback() => new() { ApiKey = LlmRig.Key, Model = "big", FallbackModel = "other" };
}
