using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class LlmClientTests
{
    [Fact]
    public async Task Ask_EndpointLikeOpenAi_SendsAStrictSchemaThatIsAccepted()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);

        await rig.PlanAsync();

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Equal("json_schema", request.Mode);
        Assert.True(request.IsStrict);
        Assert.Equal(rig.Run.Id, request.Body["prompt_cache_key"]!.GetValue<string>());
        Assert.Equal(1200, request.Body["max_tokens"]!.GetValue<int>());
        Assert.Equal($"Bearer {LlmRig.Key}", request.Headers["authorization"]);
        Assert.DoesNotContain("api-key", request.Headers.Keys);
    }

    [Theory]
    [InlineData("retry-after", "7", 7)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after", "Sun, 01 Mar 2026 12:00:20 GMT", 20)]
    public async Task Ask_RateLimited_WaitsAsLongAsItIsTold(string header, string value, double seconds)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.First(StubOpenAiReply.RateLimited(header, value));

        var plan = await rig.PlanAsync();

        Assert.Single(plan.Actions);
        var wait = Assert.Single(rig.Time.Waits);
        Assert.InRange(wait.TotalSeconds, seconds - 0.001, (seconds * 1.1) + 0.001);
    }

    [Fact]
    public async Task Ask_RateLimitedForLongerThanAMinute_GivesUpAtOnce()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.RateLimited("retry-after", "300"));

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Empty(rig.Time.Waits);
        Assert.Single(rig.Stub.Requests);
        Assert.Contains("Rate limit reached", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task Ask_FaultThatStays_TriesFiveTimesWithGrowingWaits(int status)
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Error(status, "The server is overloaded"));

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Equal(5, rig.Stub.Requests.Count);
        Assert.Equal(4, rig.Time.Waits.Count);
        Assert.True(rig.Time.Waits[3] > rig.Time.Waits[0]);
        Assert.True(rig.Time.Waits.Aggregate((sum, wait) => sum + wait) < TimeSpan.FromSeconds(60));
        Assert.Equal("LLM_ERROR", fault.ErrorCode);
        Assert.Equal(FailureCategory.Llm, fault.Category);
        Assert.Contains("The server is overloaded", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_FaultThatPasses_Answers()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.First(StubOpenAiReply.Error(500, "oops"), StubOpenAiReply.CutBody(), new StubOpenAiReply { RawBody = "{\"id\": \"chatcmpl-1\", \"choi" });

        var plan = await rig.PlanAsync();

        Assert.Single(plan.Actions);
        Assert.Equal(4, rig.Stub.Requests.Count);
        Assert.Equal(1, plan.Usage.Calls);
    }

    [Fact]
    public async Task Ask_ErrorInDisguiseOfASuccess_IsTriedAgain()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.First(new StubOpenAiReply { RawBody = """{"error": {"message": "Provider returned error", "code": 502}}""" });

        await rig.PlanAsync();

        Assert.Equal(2, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task Ask_NoAnswerInTime_TriesAgain()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, TimeoutSeconds = 1 });
        rig.Stub.First(StubOpenAiReply.Slow(TimeSpan.FromMinutes(1)));

        var plan = await rig.PlanAsync();

        // A machine that is busy may not answer the second try in that second either.
        Assert.Single(plan.Actions);
        Assert.NotEmpty(rig.Time.Waits);
        Assert.InRange(rig.Stub.Requests.Count, 2, rig.Time.Waits.Count + 1);
    }

    [Fact]
    public async Task Ask_NobodyListens_NamesTheHost()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { Endpoint = "http://127.0.0.1:1/v1" });

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Contains("at 127.0.0.1 could not be reached", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, rig.Time.Waits.Count);
    }

    [Theory]
    [InlineData(401, "did not accept the key")]
    [InlineData(402, "cannot pay")]
    [InlineData(403, "does not allow model")]
    [InlineData(404, "does not know model")]
    public async Task Ask_Refused_FailsAtOnceWithTheProvidersWords(int status, string words)
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Error(status, $"No way with {LlmRig.Key}", status == 404 ? "model_not_found" : null));

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Single(rig.Stub.Requests);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains("No way with ***", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(LlmRig.Key, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_QuotaUsedUp_IsNotTriedAgain()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Error(429, "You exceeded your current quota", "insufficient_quota"));

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Single(rig.Stub.Requests);
        Assert.Contains("You exceeded your current quota", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Canceled_StopsWithoutAnotherTry()
    {
        using var cancel = new CancellationTokenSource();
        await using var rig = await LlmRig.StartAsync(_ =>
        {
            cancel.Cancel();
            return StubOpenAiReply.Slow(TimeSpan.FromMinutes(1));
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Planner.NextAsync(rig.Context(), cancel.Token));

        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task Ask_FilteredContent_AsksTheFallbackModel()
    {
        await using var rig = await LlmRig.StartAsync(
            request => request.Model == "big" ? StubOpenAiReply.Filtered() : StubOpenAiReply.Of(LlmRig.Back),
            new LlmOptions { ApiKey = LlmRig.Key, Model = "big", FallbackModel = "other" });

        var plan = await rig.PlanAsync();

        Assert.Equal("other", plan.Usage.Model);
        Assert.Equal(["big", "other"], rig.Stub.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task Ask_FilteredContentWithoutFallback_SaysSo()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Filtered());

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Contains("content filter", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_UsageReported_IsCountedWithItsParts()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Of(LlmRig.Back) with { CachedTokens = 1024, ReasoningTokens = 64 });

        var usage = (await rig.PlanAsync()).Usage;

        Assert.Equal("gpt-4.1-mini", usage.Model);
        Assert.Equal(1024, usage.Cached);
        Assert.Equal(64, usage.Reasoning);
        Assert.True(usage.Input > 1024);
        Assert.True(usage.Output > 64);
    }

    [Fact]
    public async Task Ask_UsageMissing_CountsTheCallAndNoTokens()
    {
        await using var rig = await LlmRig.StartAsync(_ => StubOpenAiReply.Of(LlmRig.Back) with { HasUsage = false });

        var usage = (await rig.PlanAsync()).Usage;

        Assert.Equal(new TokenUsage("gpt-4.1-mini", 0, null, 0, null, 1), usage);
    }
}
