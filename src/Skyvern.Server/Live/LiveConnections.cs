using System.Text;
using Microsoft.Extensions.Options;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Http;

namespace Skyvern.Server.Live;

/// <summary>Accepts live sockets, finds out whose they are, and closes them: in the accepted socket, since clients cannot read a refused hand-shake.</summary>
internal sealed partial class LiveConnections(
    CallerCheck callers, LongCalls calls, PictureStream pictures, InputStream inputs, PageStream pages, LiveRelay relay, IOptions<LiveOptions> options, IHostApplicationLifetime server, TimeProvider time,
    ILogger<LiveConnections> logger)
{
    public const int NormalClosure = 1000;

    private const int ServerStops = 1001;
    private const int ProtocolError = 1002;
    private const int KeyRevoked = 1008;
    private const int InternalError = 1011;
    private const int NoIntervention = 4403;
    private const int LongestClientId = 200;

    /// <summary>Shows pictures.</summary>
    public Task ShowAsync(HttpContext http, LiveKind kind, string id) => ServeAsync(http, async (socket, token) =>
    {
        var (organizationId, refusal) = await FindCallerAsync(http, token);
        if (organizationId is null)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(refusal));
        }
        else
        {
            while (!await pictures.RunAsync(socket, kind, organizationId, id, token)
                && !await relay.JoinAsync(socket, http, kind, organizationId, id, token))
            {
            }
        }

        await socket.CloseAsync(NormalClosure, "");
    });

    /// <summary>Takes input.</summary>
    public Task TakeInputAsync(HttpContext http, LiveKind kind, string id) => ServeAsync(http, async (socket, token) =>
    {
        var (organizationId, refusal) = await FindCallerAsync(http, token);
        var clientId = http.Request.Query["client_id"].ToString();
        await (organizationId is null ? socket.CloseAsync(ProtocolError, refusal)
            : clientId.Length is 0 or > LongestClientId ? socket.CloseAsync(ProtocolError, "A client_id of at most 200 characters is needed")
            : !options.Value.Intervention ? socket.CloseAsync(NoIntervention, "Intervention is switched off (setting Live:Intervention)")
            : TakeInputAsync(socket, http, kind, organizationId, id, clientId, token));
    });

    /// <summary>Shows pictures to a page and takes its input, for a person who is logged in.</summary>
    public Task MeetAsync(HttpContext http, LiveKind kind, string id) => ServeAsync(http, async (socket, token) =>
    {
        var person = new LivePerson(http.User.OrganizationId(), http.User.DisplayName());
        while (!await pages.RunAsync(socket, kind, person, id, token)
            && !await relay.JoinAsync(socket, http, kind, person.OrganizationId, id, token))
        {
        }

        await socket.CloseAsync(NormalClosure, "");
    });

    private async Task TakeInputAsync(
        LiveSocket socket, HttpContext http, LiveKind kind, string organizationId, string id, string clientId, CancellationToken cancellationToken)
    {
        while (!await inputs.RunAsync(socket, kind, organizationId, id, clientId, cancellationToken)
            && !await relay.JoinAsync(socket, http, kind, organizationId, id, cancellationToken))
        {
        }
    }

    private async Task ServeAsync(HttpContext http, Func<LiveSocket, CancellationToken, Task> serve)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            await ApiErrors.WriteAsync(http, StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket only.");
            return;
        }

        await using var call = calls.TryBegin(http.User);
        if (call is null)
        {
            await ApiErrors.WriteAsync(http, StatusCodes.Status429TooManyRequests, LongCalls.TooMany);
            return;
        }

        await using var socket = new LiveSocket(await http.WebSockets.AcceptWebSocketAsync(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(socket.Closed, server.ApplicationStopping, call.Revoked);
        try
        {
            await serve(socket, either.Token);
        }
        catch (OperationCanceledException) when (socket.Closed.IsCancellationRequested || server.ApplicationStopping.IsCancellationRequested || call.Revoked.IsCancellationRequested)
        {
            // The three themselves are asked: what is linked to them may hear of it a moment later.
            await (server.ApplicationStopping.IsCancellationRequested ? socket.CloseAsync(ServerStops, "The server stops")
                : call.Revoked.IsCancellationRequested ? socket.CloseAsync(KeyRevoked, "The key was revoked")
                : socket.CloseAsync(NormalClosure, ""));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The outermost frame of a socket: its request was answered long ago, so that no error can be written any more.
            LogBroke(e);
            await socket.CloseAsync(InternalError, "The server met a fault of its own");
        }
    }

    private async Task<(string? OrganizationId, string Refusal)> FindCallerAsync(HttpContext http, CancellationToken cancellationToken) =>
        CallerSecret.OfSocket(http.Request) is not { } secret ? (null, "No valid credential provided")
        : (await callers.CheckAsync(secret, cancellationToken)).Key is { } key ? (key.OrganizationId, "")
        : (null, "Invalid credential provided");

    [LoggerMessage(Level = LogLevel.Error, Message = "A live socket broke.")]
    private partial void LogBroke(Exception cause);
}
