using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.ServerTests.OpenApi;

[Collection(ApiTests.Name)]
public sealed class OpenApiTests(ApiServer api)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Document_OfTheServer_IsTheOneInDocs()
    {
        var path = Repository.PathOf("docs", "openapi.json");
        var served = JsonNode.Parse(await api.Server.Http.GetStringAsync("/swagger/v1/swagger.json"))!;
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINE") == "1")
        {
            await File.WriteAllTextAsync(path, served.ToJsonString(Indented) + "\n");
        }

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(path)), served),
            "docs/openapi.json is not what the server serves. If the change is meant, run this test with UPDATE_BASELINE=1 and commit the file.");
    }

    [Fact]
    public async Task Document_AtTheFrameworksOwnPlace_IsTheSame() => Assert.Equal(
        await api.Server.Http.GetStringAsync("/swagger/v1/swagger.json"), await api.Server.Http.GetStringAsync("/openapi/v1.json"));

    [Fact]
    public async Task Document_EveryOperation_HasNameTagAndSummary()
    {
        var document = JsonElement.Parse(await api.Server.Http.GetStringAsync("/swagger/v1/swagger.json"));
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();

        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.NotEqual(0, operation.Value.GetProperty("tags").GetArrayLength());
        });
        Assert.Equal(operations.Count, operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.Equal(["ApiKey", "Bearer"], document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(scheme => scheme.Name));
    }
}
