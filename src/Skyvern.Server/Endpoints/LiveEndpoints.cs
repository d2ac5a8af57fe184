using Skyvern.Server.Live;

namespace Skyvern.Server.Endpoints;

/// <summary>Live pictures and input over WebSockets; docs/live.md describes what is said in them.</summary>
internal static class LiveEndpoints
{
    // A WebSocket over HTTP/2 begins with CONNECT.
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Connect];

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapPictures(LiveKind.Task, "/api/v1/stream/tasks/{id}");
        routes.MapPictures(LiveKind.Session, "/v1/stream/browser_sessions/{id}", "/api/v1/stream/browser_sessions/{id}");
        routes.MapPictures(LiveKind.WorkflowRun, "/api/v1/stream/workflow_runs/{id}");

        routes.MapInput(LiveKind.Task, "/api/v1/stream/cdp_input/task/{id}");
        routes.MapInput(LiveKind.Session, "/v1/stream/cdp_input/browser_session/{id}", "/api/v1/stream/cdp_input/browser_session/{id}");
        routes.MapInput(LiveKind.WorkflowRun, "/api/v1/stream/cdp_input/workflow_run/{id}");
    }

    private static void MapPictures(this IEndpointRouteBuilder routes, LiveKind kind, params string[] paths) => routes.MapSockets(
        paths, (HttpContext http, string id, LiveConnections connections) => connections.ShowAsync(http, kind, id));

    private static void MapInput(this IEndpointRouteBuilder routes, LiveKind kind, params string[] paths) => routes.MapSockets(
        paths, (HttpContext http, string id, LiveConnections connections) => connections.TakeInputAsync(http, kind, id));

    private static void MapSockets(this IEndpointRouteBuilder routes, string[] paths, Delegate handler)
    {
        foreach (var path in paths)
        {
            // OpenAPI has no words for sockets.
            routes.MapMethods(path, Methods, handler).ExcludeFromDescription();
        }
    }
}
