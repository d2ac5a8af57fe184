using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Llm.Extraction;
using Skyvern.Server.Llm.Planning;
using Skyvern.Server.Llm.Replies;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class StepSchemaTests
{
    [Fact]
    public void Json_ByTheRulesOfStrictMode_IsAccepted()
    {
        Assert.Null(StubOpenAiStrictSchema.Problem(JsonNode.Parse(StepSchema.Json)!.AsObject()));
    }

    [Fact]
    public void Json_EveryAction_IsInTheSystemPrompt()
    {
        var choices = JsonNode.Parse(StepSchema.Json)!["properties"]!["do"]!["items"]!["anyOf"]!.AsArray();
        var acts = choices.Select(choice => choice!["properties"]!["act"]!["const"]!.GetValue<string>()).ToList();

        Assert.Equal(14, acts.Count);
        Assert.All(acts, act => Assert.Contains($"\n{act}: ", SystemPrompt.Step, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"array","items":{"type":"number"}}},"required":["a"]}""")]
    [InlineData("""{"type":"array","items":{"type":"object","properties":{"name":{"type":"string","format":"uri","maxLength":3},"kind":{"enum":["x","y"]}}}}""")]
    [InlineData("""{"type":["object","null"],"properties":{"a":{"anyOf":[{"type":"integer"},{"type":"object","properties":{"c":{}}}]}},"$schema":"x"}""")]
    [InlineData("""{"type":"string"}""")]
    public void StrictSchema_CallersSchema_IsRewrittenToWhatStrictModeAccepts(string schema)
    {
        var strict = StrictSchema.For(JsonDocument.Parse(schema).RootElement);

        Assert.Null(StubOpenAiStrictSchema.Problem(JsonNode.Parse(strict!)!.AsObject()));
    }

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"string"}}}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/x"}}}""")]
    [InlineData("""{"type":"array"}""")]
    public void StrictSchema_FreeForm_IsNotForced(string schema)
    {
        Assert.Null(StrictSchema.For(JsonDocument.Parse(schema).RootElement));
    }
}
