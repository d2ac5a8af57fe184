using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.UnitTests.Engine.Schemas;

public sealed class OutputValidatorTests
{
    [Theory]
    [InlineData("number", "\"12\"", "12")]
    [InlineData("number", "\"€ 1.234,50\"", "1234.5")]
    [InlineData("number", "\"$1,234.50\"", "1234.5")]
    [InlineData("number", "\"1.234.567 EUR\"", "1234567")]
    [InlineData("number", "\"-3,5 %\"", "-3.5")]
    [InlineData("number", "\"12,-\"", "12")]
    [InlineData("integer", "\"1,234\"", "1234")]
    [InlineData("boolean", "\"true\"", "true")]
    [InlineData("string", "12", "\"12\"")]
    public void Check_ScalarOfAnotherType_IsRepaired(string type, string value, string expected)
    {
        var result = Check($$"""{"a":[{{value}}]}""", $$$$$"""{"type":"object","properties":{"a":{"type":"array","items":{"type":"{{{{{type}}}}}"}}}}""");

        Assert.Empty(result.Problems);
        Assert.Equal($$"""{"a":[{{expected}}]}""", result.Output!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"type":"number"}""", "\"about 12 pieces\"", "$ must be a number")]
    [InlineData("""{"type":"integer"}""", "1.5", "a whole number")]
    [InlineData("""{"type":"integer"}""", "\"1.5\"", "a whole number")]
    [InlineData("""{"type":"object","required":["a"]}""", "{}", "$.a is missing")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}""", """{"a":null}""", "$.a must be a text but is null")]
    [InlineData("""{"type":"array","items":{"type":"object","required":["n"]}}""", "[{\"n\":1},{}]", "$[1].n is missing")]
    [InlineData("""{"type":"array","minItems":2}""", "[1]", "at least 2")]
    [InlineData("""{"type":"array","maxItems":1}""", "[1,2]", "allows 1")]
    [InlineData("""{"type":"object","additionalProperties":false,"properties":{}}""", """{"x":1}""", "$.x is not in the schema")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"", "\"a\", \"b\"")]
    [InlineData("""{"const":5}""", "6", "one of: 5")]
    [InlineData("""{"type":"string","format":"date"}""", "\"31.12.2026\"", "YYYY-MM-DD")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-01-31\"", "a date and time")]
    [InlineData("""{"type":"string","format":"email"}""", "\"a@b\"", "an e-mail address")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"/x\"", "an absolute address")]
    [InlineData("""{"type":"string","pattern":"^INV-\\d+$"}""", "\"X-1\"", "matches the pattern")]
    [InlineData("""{"type":"number","minimum":0}""", "-1", "at least 0")]
    [InlineData("""{"type":"number","maximum":5}""", "6", "at most 5")]
    [InlineData("""{"anyOf":[{"type":"number"},{"type":"boolean"}]}""", "\"x\"", "none of the 2 forms")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "1", "Correct the reference")]
    public void Check_WrongValue_NamesThePlaceAndWhatToDo(string schema, string output, string expected) =>
        Assert.Contains(expected, Assert.Single(Check(output, schema).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"number"}}}""", """{"a":null}""")]
    [InlineData("""{"type":["string","null"]}""", "null")]
    [InlineData("""{"type":"string","nullable":true}""", "null")]
    [InlineData("""{"anyOf":[{"type":"number"},{"type":"null"}]}""", "null")]
    [InlineData("""{"enum":[1,"a",null]}""", "1.0")]
    [InlineData("""{"type":"integer"}""", "3.0")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-01-31T10:00:00Z\"")]
    [InlineData("""{"description":"anything"}""", "{\"a\":1}")]
    [InlineData("""{"type":"string","pattern":"(["}""", "\"x\"")]
    public void Check_FittingValue_HasNoProblem(string schema, string output) => Assert.Empty(Check(output, schema).Problems);

    [Fact]
    public void Check_RecursiveSchema_FollowsTheDataAndEnds()
    {
        const string Schema = """{"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{"n":{"type":"number"},"next":{"$ref":"#/$defs/node"}}}}}""";

        var result = Check("""{"n":"1","next":{"n":"2","next":{"n":"x"}}}""", Schema);

        Assert.Contains("$.next.next.n", Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.Equal("""{"n":1,"next":{"n":2,"next":{"n":"x"}}}""", result.Output!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"anyOf":[{"$ref":"#"}]}""")]
    public void Check_SchemaThatRefersOnlyToItself_Ends(string schema) => Assert.NotNull(Check("1", schema));

    [Fact]
    public void Check_EnumInAnotherCase_TakesTheSpellingOfTheSchema() =>
        Assert.Equal("\"Books\"", Check("\"books\"", """{"enum":["Books","Games"]}""").Output!.ToJsonString());

    [Fact]
    public void Check_PatternThatBacktracksForEver_GivesUpOnThePattern() =>
        Assert.Empty(Check($"\"{new string('a', 40)}!\"", """{"type":"string","pattern":"^(a+)+$"}""").Problems);

    [Fact]
    public void Check_GivenOutput_IsNotChanged()
    {
        var output = JsonNode.Parse("""{"a":"12"}""");

        var result = new OutputValidator().Check(output, Schema("""{"type":"object","properties":{"a":{"type":"number"}}}"""));

        Assert.Equal("""{"a":"12"}""", output!.ToJsonString());
        Assert.Equal("""{"a":12}""", result.Output!.ToJsonString());
    }

    private static Core.Engine.OutputCheck Check(string output, string schema) => new OutputValidator().Check(JsonNode.Parse(output), Schema(schema));

    private static JsonElement Schema(string schema) => JsonSerializer.Deserialize<JsonElement>(schema);
}
