using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.ServerTests.Authentication;

[Collection(ApiTests.Name)]
public sealed class ApiKeyHandlerTests(ApiServer api)
{
    private const string Right = "right";

    [Theory]
    [InlineData(Right, null, null)]
    [InlineData(null, "Bearer right", null)]
    [InlineData(null, "bearer right", null)]
    [InlineData(Right, "Bearer wrong", null)]
    [InlineData("", "Bearer right", null)]
    [InlineData("wrong", "Bearer right", "Could not validate credentials")]
    [InlineData("wrong", null, "Could not validate credentials")]
    [InlineData(null, "Bearer wrong", "Could not validate credentials")]
    [InlineData(null, "Basic right", "Invalid credentials")]
    [InlineData(null, "Bearer ", "Invalid credentials")]
    [InlineData(null, null, "Invalid credentials")]
    public async Task Request_Credentials_AreJudged(string? apiKey, string? authorization, string? refusal)
    {
        using var http = api.Server.ConnectWith(apiKey: null);
        foreach (var path in (string[])["/v1/runs", "/api/v1/tasks/", "/v1/artifacts/a_1/content"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            Add(request, "x-api-key", apiKey);
            Add(request, "Authorization", authorization);

            using var answer = await http.SendAsync(request);

            if (refusal is null)
            {
                Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
            }
            else
            {
                Assert.Equal(refusal, await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, answer));
            }
        }
    }

    [Fact]
    public async Task Request_RevokedKey_IsInvalidAtOnce()
    {
        using var tenant = await api.NewTenantAsync();
        await tenant.Http.GetJsonAsync("/v1/runs");
        var organizations = api.Server.Services.GetRequiredService<OrganizationService>();

        Assert.True(await organizations.RevokeKeyAsync(tenant.KeyId, CancellationToken.None));
        Assert.False(await organizations.RevokeKeyAsync(tenant.KeyId, CancellationToken.None));

        using var answer = await tenant.Http.GetAsync("/v1/runs");
        Assert.Equal("Invalid credentials", await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, answer));
    }

    [Theory]
    [InlineData("/api/v1/heartbeat")]
    [InlineData("/v1/version")]
    [InlineData("/api/v1/version/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/swagger/v1/swagger.json")]
    [InlineData("/openapi/v1.json")]
    public async Task Request_PublicPath_NeedsNoKey(string path)
    {
        using var http = api.Server.ConnectWith(apiKey: null);
        using var answer = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value.Replace(Right, api.Server.ApiKey, StringComparison.Ordinal));
        }
    }
}
