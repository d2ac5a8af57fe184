using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class OrganizationEndpointsTests(ApiServer api)
{
    [Fact]
    public async Task ListOrganizations_Caller_SeesItsOwnOnly()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();

        var list = await tenant.Http.GetJsonAsync("/api/v1/organizations/");
        var me = await tenant.Http.GetJsonAsync("/api/v1/organizations/me");

        Assert.Equal(1, list.GetProperty("organizations").GetArrayLength());
        Assert.Equal(tenant.OrganizationId, list.GetProperty("organizations")[0].GetProperty("organization_id").GetString());
        Assert.Equal(tenant.OrganizationId, me.GetProperty("organization_id").GetString());
    }

    [Fact]
    public async Task ListApiKeys_OffByDefault_ShowsNone()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();

        using var own = await tenant.Http.GetAsync($"/api/v1/organizations/{tenant.OrganizationId}/apikeys");
        using var foreign = await tenant.Http.GetAsync($"/api/v1/organizations/{other.OrganizationId}/apikeys");

        Assert.Contains("Server:ShowApiKeys", await Answers.AssertErrorAsync(HttpStatusCode.NotFound, own));
        await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, foreign);
    }

    [Fact]
    public async Task ListApiKeys_TurnedOn_ShowsTheCallersKeys()
    {
        await using var server = await ServerFactory.StartAsync(new Dictionary<string, string?> { ["Server:ShowApiKeys"] = "true" }, works: false);
        var organizationId = (await server.Http.GetJsonAsync("/api/v1/organizations/me")).GetProperty("organization_id").GetString();

        var keys = (await server.Http.GetJsonAsync($"/api/v1/organizations/{organizationId}/apikeys")).GetProperty("api_keys");

        Assert.Equal(server.ApiKey, keys[0].GetProperty("token").GetString());
        Assert.True(keys[0].GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task CreateUiSession_Token_CountsWhereverAKeyDoesUntilItsKeyIsRevoked()
    {
        using var tenant = await api.NewTenantAsync();
        using var answer = await tenant.Http.PostAsync("/v1/ui-session", content: null);
        var session = await Json.ReadAsync(answer);
        var token = session.GetProperty("token").GetString()!;
        using var page = api.Server.ConnectWith(token);
        using var changed = api.Server.ConnectWith(token[..^4] + "AAAA");

        Assert.Equal(tenant.OrganizationId, (await page.GetJsonAsync("/api/v1/organizations/me")).GetProperty("organization_id").GetString());
        Assert.InRange(session.GetProperty("expires_at").GetInt64(), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), long.MaxValue);
        using var refused = await changed.GetAsync("/v1/runs");
        Assert.Equal("Could not validate credentials", await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, refused));

        await api.Server.Services.GetRequiredService<OrganizationService>().RevokeKeyAsync(tenant.KeyId, CancellationToken.None);
        using var late = await page.GetAsync("/v1/runs");
        await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, late);
    }

    [Fact]
    public async Task GetRuntimeConfig_NoKey_SaysWhatIsMissing()
    {
        using var nobody = api.Server.ConnectWith(apiKey: null);

        foreach (var path in (string[])["/v1/config/runtime", "/api/v1/config/runtime/"])
        {
            var config = await nobody.GetJsonAsync(path);
            Assert.Equal("cdp", config.GetProperty("browser_streaming_mode").GetString());
            Assert.Contains("language model", config.GetProperty("warnings")[0].GetString());
        }
    }
}
