using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class OutputModeTests
{
    [Theory]
    [InlineData("tool", "json_schema")]
    [InlineData("json_object", "json_schema", "tool")]
    [InlineData("text", "json_schema", "tool", "json_object")]
    public async Task Ask_ModesRefused_FindsTheNextAndRemembersIt(string accepted, params string[] refused)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.Quirks.RefusedModes.UnionWith(refused);

        await rig.PlanAsync();
        var asked = rig.Stub.Requests.Count;
        await rig.PlanAsync();

        Assert.Equal(refused.Append(accepted), rig.Stub.Requests.Take(asked).Select(request => request.Mode));
        Assert.Equal(asked + 1, rig.Stub.Requests.Count);
        Assert.Equal(accepted, rig.Stub.Requests[^1].Mode);
    }

    [Theory]
    [InlineData("temperature")]
    [InlineData("prompt_cache_key")]
    [InlineData("reasoning_effort")]
    public async Task Ask_ParameterRefused_LeavesItOutFromThenOn(string parameter)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, ReasoningEffort = "low" });
        rig.Stub.Quirks.RefusedParameters.Add(parameter);

        await rig.PlanAsync();
        await rig.PlanAsync();

        Assert.Equal([true, false, false], rig.Stub.Requests.Select(request => request.Body.ContainsKey(parameter)));
        Assert.All(rig.Stub.Requests, request => Assert.Equal("json_schema", request.Mode));
    }

    [Fact]
    public async Task Ask_OldLimitRefused_UsesTheNewName()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.Quirks.RefusedParameters.Add("max_tokens");

        await rig.PlanAsync();

        Assert.Equal(1200, rig.Stub.Requests[1].Body["max_completion_tokens"]!.GetValue<int>());
        Assert.False(rig.Stub.Requests[1].Body.ContainsKey("max_tokens"));
    }

    [Fact]
    public async Task Ask_BothLimitsRefused_SendsNone()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.Quirks.RefusedParameters.UnionWith(["max_tokens", "max_completion_tokens"]);

        await rig.PlanAsync();

        Assert.Equal(3, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task Ask_ConstRefused_WritesEnumsOfOne()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.Quirks.RefusesConst = true;

        await rig.PlanAsync();

        Assert.Equal("json_schema", rig.Stub.Requests[1].Mode);
        Assert.Contains("""{"type":"string","enum":["click"]}""", rig.Stub.Requests[1].Schema!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_EverythingRefusedWithoutAWord_EndsInPlainText()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.Quirks.IsTaciturn = true;
        rig.Stub.Quirks.RefusedParameters.UnionWith(["prompt_cache_key", "temperature"]);
        rig.Stub.Quirks.RefusedModes.UnionWith(["json_schema", "tool", "json_object"]);

        var plan = await rig.PlanAsync();

        Assert.Single(plan.Actions);
        Assert.Equal("text", rig.Stub.Requests[^1].Mode);
        Assert.Equal(["model", "messages", "max_tokens"], rig.Stub.Requests[^1].Body.Select(member => member.Key));
    }

    [Fact]
    public async Task Ask_ModeFixedBySetting_IsNotLowered()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, OutputMode = LlmOutputMode.Tool });
        rig.Stub.Quirks.RefusedModes.Add("tool");

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync());

        Assert.Contains("this model does not support tools", fault.Message, StringComparison.Ordinal);
        Assert.All(rig.Stub.Requests, request => Assert.Equal("tool", request.Mode));
    }

    [Fact]
    public async Task Ask_ReasoningModel_SendsAnEffortAndNoTemperature()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, Model = "gpt-5-mini" });

        await rig.PlanAsync();

        var body = rig.Stub.Requests[0].Body;
        Assert.Equal("low", body["reasoning_effort"]!.GetValue<string>());
        Assert.False(body.ContainsKey("temperature"));
    }
}
