using Skyvern.Client.Contracts;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>Words for the route tables.</summary>
internal static class RouteExtensions
{
    /// <summary>Routes that need a key.</summary>
    public static RouteGroupBuilder MapApiGroup(this IEndpointRouteBuilder routes, string tag) =>
        routes.MapGroup("").WithTags(tag).RequireAuthorization().Answers<RouteGroupBuilder, ApiError>(StatusCodes.Status403Forbidden)
            .WithExample(StatusCodes.Status403Forbidden, "error-403.json");

    /// <summary>The same GET under several paths.</summary>
    public static EndpointSet MapGetAt(this IEndpointRouteBuilder routes, string[] paths, Delegate handler) =>
        new([.. paths.Select(path => routes.MapGet(path, handler))]);

    /// <summary>The same POST under several paths.</summary>
    public static EndpointSet MapPostAt(this IEndpointRouteBuilder routes, string[] paths, Delegate handler) =>
        new([.. paths.Select(path => routes.MapPost(path, handler))]);
}
