using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>What can be asked without a key.</summary>
internal static class ServiceEndpoints
{
    /// <summary>The server's version.</summary>
    public static readonly string Version = typeof(ServiceEndpoints).Assembly.GetName().Version!.ToString(fieldCount: 3);

    public static void MapService(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Service");

        group.MapGet("/api/v1/heartbeat", Heartbeat).Describe("Heartbeat", "Whether the server answers");
        group.MapGetAt(["/v1/version", "/api/v1/version"], GetVersion).Describe("GetVersion", "The server's version");
    }

    private static ContentHttpResult Heartbeat(HttpResponse response)
    {
        response.Headers["X-Skyvern-API-Version"] = Version;
        return TypedResults.Text("Server is running.");
    }

    private static Ok<VersionResponse> GetVersion() => TypedResults.Ok(new VersionResponse(Version));
}
