using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Skyvern.Client.Output;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.UnitTests.TypedClient;

public sealed class OutputSchemaTests
{
    [Fact]
    public void Of_Record_SaysNamesKindsNullsWordsAndMeanings()
    {
        var schema = OutputSchema.Of<Offer>();

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {
                      "description": "one offer of the page",
                      "type": "object",
                      "properties": {
                        "product_name": {"type": "string"},
                        "net_price": {"description": "in euros", "type": "number"},
                        "in_stock": {"type": "boolean"},
                        "color": {"type": ["string", "null"]},
                        "condition": {"type": "string", "enum": ["as_new", "used"]},
                        "seller": {"type": ["object", "null"], "properties": {"name": {"type": "string"}, "since": {"type": ["string", "null"], "format": "date"}}, "required": ["name", "since"]},
                        "sizes": {"type": "array", "items": {"type": "integer"}}
                      },
                      "required": ["product_name", "net_price", "in_stock", "color", "condition", "seller", "sizes"]
                    }
                    """),
                schema),
            schema.ToJsonString());
    }

    [Fact]
    public void Of_ListOfItems_IsAnArray() => Assert.Equal("array", (string?)OutputSchema.Of<IReadOnlyList<Offer>>()["type"]);

    [Fact]
    public void Of_TypeWithinItself_CanBeFollowedByTheServer()
    {
        var schema = SchemaNormalizer.Normalize(JsonSerializer.SerializeToElement(OutputSchema.Of<Folder>()))!.Value;
        var output = JsonNode.Parse("""{"name": "a", "folders": [{"name": "b", "folders": [{"name": 5, "folders": []}]}]}""");

        var check = new OutputValidator().Check(output, schema);

        Assert.Empty(check.Problems);
    }

    [Fact]
    public void Of_OptionsOfTheCaller_AreFollowed() =>
        Assert.NotNull(OutputSchema.Of<Folder>(JsonSerializerOptions.Web)["properties"]!["folders"]);

    [Description("one offer of the page")]
    public sealed record Offer(
        string ProductName,
        [property: Description("in euros")] decimal NetPrice,
        bool InStock,
        string? Color,
        Condition Condition,
        Seller? Seller,
        IReadOnlyList<int> Sizes);

    public sealed record Seller(string Name, DateOnly? Since);

    public sealed record Folder(string Name, IReadOnlyList<Folder> Folders);

    public enum Condition
    {
        AsNew,

        [JsonStringEnumMemberName("used")]
        SecondHand,
    }
}
