using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Http;
using Skyvern.Server.Nodes;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>The processes that share the database, for those who operate them.</summary>
internal static class NodeEndpoints
{
    public static void MapNodes(this IEndpointRouteBuilder routes) =>
        routes.MapApiGroup("Service").MapGet("/api/v1/internal/nodes", ListNodes)
            .Describe("ListNodes", "The processes of the server",
                "All that share this database, with what they work on; those that have gone are shown for a day. Only for keys of the organization that was made with the server.")
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status403Forbidden)
            .WithListExample("node.json");

    private static async Task<Results<Ok<IEnumerable<NodeResponse>>, JsonHttpResult<ApiError>>> ListNodes(
        ClaimsPrincipal caller, OrganizationService organizations, INodeStore store, NodeDirectory directory, CancellationToken cancellationToken)
    {
        // Machines and their load are no business of tenants.
        if (!await organizations.IsOperatorsAsync(caller.OrganizationId(), cancellationToken))
        {
            return ApiErrors.Other(StatusCodes.Status403Forbidden, "Only keys of the organization that was made with the server may see its processes.");
        }

        return TypedResults.Ok((await store.ListAsync(cancellationToken)).Select(node => new NodeResponse
        {
            NodeId = node.Id,
            Roles = node.Roles.Split(','),
            Status = directory.IsGone(node) ? "gone" : "live",
            Host = node.Host,
            Version = node.Version,
            Runs = node.Runs,
            BrowserSessions = node.Sessions,
            StartedAt = node.StartedAt,
            LastSeenAt = node.LastSeenAt,
        }));
    }
}
