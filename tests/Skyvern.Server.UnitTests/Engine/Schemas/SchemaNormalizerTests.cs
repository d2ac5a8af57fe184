using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.UnitTests.Engine.Schemas;

public sealed class SchemaNormalizerTests
{
    [Theory]
    [InlineData("""{"price":{"type":"number"}}""", """{"type":"object","properties":{"price":{"type":"number"}}}""")]
    [InlineData("""{"price":"number"}""", """{"type":"object","properties":{"price":{"type":"number"}}}""")]
    [InlineData("""{"price":"the price in euro"}""", """{"type":"object","properties":{"price":{"description":"the price in euro"}}}""")]
    [InlineData("""{"type":"string","name":"string","city":"string"}""", """{"type":"object","properties":{"type":{"type":"string"},"name":{"type":"string"},"city":{"type":"string"}}}""")]
    [InlineData("""{"title":{"type":"string"},"type":{"type":"string"}}""", """{"type":"object","properties":{"title":{"type":"string"},"type":{"type":"string"}}}""")]
    [InlineData("""{"due":"date","tags":"string[]"}""", """{"type":"object","properties":{"due":{"type":"string","format":"date"},"tags":{"type":"array","items":{"type":"string"}}}}""")]
    [InlineData("""{"address":{"street":"string","no":1}}""", """{"type":"object","properties":{"address":{"type":"object","properties":{"street":{"type":"string"},"no":{"type":"number"}}}}}""")]
    [InlineData("""{"products":[{"name":"string"}]}""", """{"type":"object","properties":{"products":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"}}}}}}""")]
    public void Normalize_BareMap_BecomesAnObject(string raw, string expected) => AssertNormal(expected, raw);

    [Fact]
    public void Normalize_ExampleList_BecomesAnArrayWithThePropertiesOfAllExamples() => AssertNormal(
        """{"type":"array","items":{"type":"object","properties":{"name":{"description":"x"},"price":{"type":"number"},"new":{"type":"boolean"}}}}""",
        """[{"name":"x","price":1},{"name":"y","new":true}]""");

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""")]
    [InlineData("""{"type":"object","properties":{"products":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"}}}}}}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$defs":{"n":{"type":"number"}},"$ref":"#/$defs/n"}""")]
    [InlineData("""{"type":["string","null"]}""")]
    public void Normalize_FullSchema_StaysAsItIs(string schema) => AssertNormal(schema, schema);

    [Fact]
    public void Normalize_PropertiesWithoutType_BecomesAnObject() =>
        AssertNormal("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"properties":{"a":{"type":"string"}}}""");

    [Fact]
    public void Normalize_TextWithJson_IsReadAsThatJson() =>
        AssertNormal("""{"type":"object","properties":{"price":{"type":"number"}}}""", """ "{\"price\": \"number\",}" """);

    [Fact]
    public void Normalize_PlainText_OnlyDescribes() => AssertNormal("""{"$schema":"https://json-schema.org/draft/2020-12/schema","description":"name and price"}""", "\"name and price\"");

    [Theory]
    [InlineData("null")]
    [InlineData("\"  \"")]
    public void Normalize_Nothing_IsNull(string raw) => Assert.Null(SchemaNormalizer.Normalize(JsonSerializer.Deserialize<JsonElement>(raw)));

    private static void AssertNormal(string expected, string raw)
    {
        var normal = SchemaNormalizer.Normalize(JsonSerializer.Deserialize<JsonElement>(raw))!.Value;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(normal.GetRawText())), normal.GetRawText());
        Assert.True(JsonElement.DeepEquals(normal, SchemaNormalizer.Normalize(normal)!.Value), "A schema in normal form must stay as it is.");
    }
}
