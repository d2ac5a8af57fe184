using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;
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
    public void Json_EveryActionOfTheEngine_IsInTheSchemaAndInTheRules()
    {
        var choices = JsonNode.Parse(StepSchema.Json)!["properties"]!["do"]!["items"]!["anyOf"]!.AsArray();
        var acts = choices.Select(choice => choice!["properties"]!["act"]!["const"]!.GetValue<string>()).ToList();
        var actions = typeof(BrowserAction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BrowserAction))).Select(type => ActOf(type.Name));

        Assert.Equal(22, acts.Count);
        Assert.Equal(StepSchema.Acts, acts);
        Assert.Equal(acts.Order(), actions.Order());
        Assert.All(acts, act => Assert.Contains($"\n{act}: ", SystemPrompt.Step, StringComparison.Ordinal));
        Assert.All(acts, act => Assert.NotNull(ActionNames.Resolve(act)));
    }

    [Fact]
    public void Json_PropertiesOfEveryAction_AreNamedInTheRules()
    {
        foreach (var act in StepSchema.Acts)
        {
            var line = SystemPrompt.Step.Split('\n').Single(text => text.StartsWith(act + ": ", StringComparison.Ordinal));
            Assert.All(StepSchema.PropertiesOf(act).Split(", ", StringSplitOptions.RemoveEmptyEntries), name => Assert.Contains(name, line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Rules_Examples_AreAnswersInForm()
    {
        var examples = SystemPrompt.Step[SystemPrompt.Step.IndexOf("# Examples", StringComparison.Ordinal)..].Split('\n')[1..];

        Assert.Equal(3, examples.Length);
        Assert.All(examples, example => Assert.Equal(JsonNode.Parse(example)!.ToJsonString(), JsonNode.Parse(StepWriter.Write(ReplyRepair.Read(example).Plan!))!.ToJsonString()));
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
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","description":"all products with name and price"}""")]
    public void StrictSchema_FreeForm_IsNotForced(string schema)
    {
        Assert.Null(StrictSchema.For(JsonDocument.Parse(schema).RootElement));
    }

    private static string ActOf(string name) => name.Replace("Action", "", StringComparison.Ordinal) switch
    {
        "GoTo" => "goto",
        "ClickAt" => "click_at",
        var word => word.ToLowerInvariant(),
    };
}
