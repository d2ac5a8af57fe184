using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Nodes;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>The processes that share the database, for those who operate them.</summary>
internal static class NodeEndpoints
{
    public static void MapNodes(this IEndpointRouteBuilder routes) =>
        routes.MapApiGroup("Service").MapGet("/api/v1/internal/nodes", ListNodes)
            .Describe("ListNodes", "The processes of the server", "All that share this database, with what they work on; those that have gone are shown for a day.")
            .WithListExample("node.json");

    private static async Task<Ok<IEnumerable<NodeResponse>>> ListNodes(INodeStore store, NodeDirectory directory, CancellationToken cancellationToken) =>
        TypedResults.Ok((await store.ListAsync(cancellationToken)).Select(node => new NodeResponse
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
