using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Skyvern.Client.Contracts;
using Skyvern.Server.Llm;
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

        group.MapGet("/api/v1/heartbeat", Heartbeat).Describe("Heartbeat", "Whether the server answers")
            .Answers<RouteHandlerBuilder, string>(StatusCodes.Status200OK, "text/plain");
        group.MapGetAt(["/v1/version", "/api/v1/version"], GetVersion).Describe("GetVersion", "The server's version")
            .WithExample(StatusCodes.Status200OK, "version.json");
        group.MapGetAt(["/v1/config/runtime", "/api/v1/config/runtime"], GetRuntimeConfig)
            .Describe("GetRuntimeConfig", "What a web page has to know of the server before it has a key")
            .WithExample(StatusCodes.Status200OK, "runtime-config.json");
    }

    private static ContentHttpResult Heartbeat(HttpResponse response)
    {
        response.Headers["X-Skyvern-API-Version"] = Version;
        return TypedResults.Text("Server is running.");
    }

    private static Ok<RuntimeConfigResponse> GetRuntimeConfig(IHostEnvironment host, IOptions<LlmOptions> llm) => TypedResults.Ok(new RuntimeConfigResponse
    {
        BrowserStreamingMode = "cdp",
        BrowserStreamingLabel = "Pictures from the browser itself",
        Environment = host.EnvironmentName,
        Warnings = llm.Value.IsConfigured ? [] : ["No language model is configured: tasks are planned by rules."],
    });

    private static Ok<VersionResponse> GetVersion() => TypedResults.Ok(new VersionResponse(Version));
}
