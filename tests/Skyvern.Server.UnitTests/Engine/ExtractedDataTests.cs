using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class ExtractedDataTests
{
    [Theory]
    [InlineData("""[1,2]""", """[2,3]""", """[1,2,3]""")]
    [InlineData("""{"items":[{"a":1}],"title":"x"}""", """{"items":[{"a":1},{"a":2}],"title":null}""", """{"items":[{"a":1},{"a":2}],"title":"x"}""")]
    [InlineData("""{"price":1}""", """{"price":2,"name":"n"}""", """{"price":2,"name":"n"}""")]
    [InlineData("""[{"a":1}]""", """{"a":2}""", """[{"a":1},{"a":2}]""")]
    public void Add_NextPage_GrowsWithoutDoubles(string first, string second, string expected)
    {
        var data = new ExtractedData();

        data.Add(JsonNode.Parse(first));
        data.Add(JsonNode.Parse(second));

        Assert.Equal(expected, data.Json);
    }
}
