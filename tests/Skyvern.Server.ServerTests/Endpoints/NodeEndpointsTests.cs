using System.Net;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class NodeEndpointsTests(ApiServer api)
{
    [Fact]
    public async Task ListNodes_KeyOfALaterOrganization_IsRefused()
    {
        using var tenant = await api.NewTenantAsync();

        using var theirs = await tenant.Http.GetAsync("api/v1/internal/nodes");
        using var first = await api.Server.Http.GetAsync("api/v1/internal/nodes");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (theirs.StatusCode, first.StatusCode));
        Assert.DoesNotContain(Environment.MachineName, await theirs.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
