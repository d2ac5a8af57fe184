using System.Net.WebSockets;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Nodes;

/// <summary>Answers requests for a browser session in the process that has its browser open; in this one when that does not answer.</summary>
internal sealed partial class HolderFilter(ISessionStore sessions, NodeRelay relay, SocketJoin join, ILogger<HolderFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var id = (string)http.GetRouteValue("sessionId")!;
        return !NodeGate.IsPassedOn(http)
            && await sessions.FindAsync(http.User.OrganizationId(), id, http.RequestAborted) is { } session && !session.Status.IsFinal()
            && await relay.FindAsync(session.NodeId, http.RequestAborted) is { } node
            && await TryPassOnAsync(http, node)
            ? TypedResults.Empty
            : await next(context);
    }

    private async Task<bool> TryPassOnAsync(HttpContext http, NodeRecord node)
    {
        try
        {
            if (http.WebSockets.IsWebSocketRequest)
            {
                await join.RunAsync(http, node);
                return true;
            }

            using var answer = await relay.SendAsync(http.Request, body: null, node, http.RequestAborted);
            await NodeAnswer.CopyAsync(answer, http.Response, http.RequestAborted);
            return true;
        }
        catch (Exception e) when (!http.Response.HasStarted && e is HttpRequestException or WebSocketException)
        {
            LogNoAnswer(e, node.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process {Node} does not answer.")]
    private partial void LogNoAnswer(Exception cause, string node);
}
