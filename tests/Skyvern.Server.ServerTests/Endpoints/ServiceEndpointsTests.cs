namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class ServiceEndpointsTests(ApiServer api)
{
    [Fact]
    public async Task Heartbeat_WithoutAKey_IsATextWithTheVersionBeside()
    {
        using var http = api.Server.ConnectWith(null);
        using var answer = await http.GetAsync("/api/v1/heartbeat");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.InRange((await answer.Content.ReadAsStringAsync()).Length, 1, 100);
        Assert.Equal(await api.Server.Client.GetVersionAsync(), answer.Headers.GetValues("X-Skyvern-API-Version").Single());
    }

    [Theory]
    [InlineData("/v1/version")]
    [InlineData("/api/v1/version/")]
    public async Task GetVersion_WithoutAKey_IsAnObject(string path)
    {
        using var http = api.Server.ConnectWith(null);

        Assert.Matches(@"^\d+\.\d+\.\d+$", (await http.GetJsonAsync(path)).GetProperty("version").GetString()!);
    }
}
