using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Data;
using Skyvern.Server.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Nodes;

public sealed class NodeGateTests
{
    private const string Path = "/v1/browser_sessions";

    [Fact]
    public async Task Worker_TakesHealthAndWhatIsPassedOnAndNothingElse()
    {
        await using var server = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Server:Roles"] = "worker" }, DatabaseProvider.PostgreSql, works: false);
        var proof = server.Services.GetRequiredService<NodeTokens>().Create("GET", Path);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, Path, proof));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, Path + "/history", proof));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, Path, proof[..^4] + "AAAA"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, Path, proof: null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live", proof: null));
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerFactory server, string path, string? proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (proof is not null)
        {
            request.Headers.Add(NodeTokens.Header, proof);
        }

        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
