using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.DevTools;
using Skyvern.Server.Http;
using Skyvern.Server.Nodes;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>Lets programs work in the browser of a session over the Chrome DevTools protocol.</summary>
internal static class DevToolsEndpoints
{
    public static void MapDevTools(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Browser sessions");

        group.MapGet("/v1/browser_sessions/{sessionId}/cdp", Connect)
            .AddEndpointFilter<RouteHandlerBuilder, HolderFilter>()
            .Describe(
                "ConnectToBrowserSession",
                "Work in the browser of a session (WebSocket)",
                "The browser_address of a session, for clients such as Playwright (connectOverCDP) with the header x-api-key. Commands that lead out of pages are "
                    + "refused: local files, other schemes than http and https, further browser contexts, download folders, the browser's end.")
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status400BadRequest)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status404NotFound);
        group.MapGet("/v1/browser_sessions/{sessionId}/cdp/json/version", GetVersion)
            .Describe("GetBrowserSessionDevTools", "Where the WebSocket of a session's browser is", "Clients ask for it that are given an http address.");
    }

    private static async Task<IResult> Connect(string sessionId, HttpContext http, ClaimsPrincipal caller, OpenSessions sessions, DevToolsRelay relay)
    {
        if (Find(sessionId, caller, sessions) is not { } session)
        {
            return NotFound(sessionId);
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            return ApiErrors.BadRequest("This is the address of a WebSocket: connect to it with ws or wss.");
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await relay.RunAsync(socket, session, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static async Task<Results<Ok<Dictionary<string, string>>, NotFound<ApiError>>> GetVersion(
        string sessionId, ClaimsPrincipal caller, OpenSessions sessions, ISessionStore store, NodeRelay relay, IOptions<BrowserSessionOptions> options,
        ServerAddress address, CancellationToken cancellationToken) =>
        Find(sessionId, caller, sessions) is null
        && !(options.Value.OfferDevTools
            && await store.FindAsync(caller.OrganizationId(), sessionId, cancellationToken) is { Status: SessionStatus.Running } session
            && await relay.FindAsync(session.NodeId, cancellationToken) is not null)
            ? NotFound(sessionId)
            : TypedResults.Ok(new Dictionary<string, string>
            {
                ["Browser"] = "Chromium",
                ["Protocol-Version"] = "1.3",
                ["webSocketDebuggerUrl"] = address.DevToolsOf(sessionId),
            });

    private static OpenSession? Find(string sessionId, ClaimsPrincipal caller, OpenSessions sessions) =>
        sessions.Find(sessionId) is { Held.Browser.DevTools: not null } session && session.OrganizationId == caller.OrganizationId() ? session : null;

    private static NotFound<ApiError> NotFound(string sessionId) =>
        ApiErrors.NotFound($"No browser of a session {sessionId} is open here for clients (setting Sessions:OfferDevTools).");
}
