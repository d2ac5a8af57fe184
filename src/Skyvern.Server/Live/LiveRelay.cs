using System.Net.WebSockets;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Live;

/// <summary>Shows a browser that another process holds, and takes input to it.</summary>
internal sealed partial class LiveRelay(ILiveSubjects subjects, NodeRelay relay, TimeProvider time, ILogger<LiveRelay> logger)
{
    private const int LongestMessage = 8 * 1024 * 1024;
    private const int PieceSize = 64 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Joins the socket to the one of the process that holds the browser; true when all was said there, and the socket is closed.</summary>
    public async Task<bool> JoinAsync(LiveSocket socket, HttpContext http, LiveKind kind, string organizationId, string id, CancellationToken cancellationToken)
    {
        if ((await subjects.FindAsync(kind, organizationId, id, cancellationToken))?.Elsewhere is { } node && !NodeGate.IsPassedOn(http))
        {
            try
            {
                if (await TryPassAsync(socket, http, node, cancellationToken))
                {
                    return true;
                }
            }
            catch (Exception e) when (e is WebSocketException or IOException && !cancellationToken.IsCancellationRequested)
            {
                // That process may be gone: then another takes the run, and is asked next.
                LogBroke(e, node.Id);
            }
        }

        await Task.Delay(Pause, time, cancellationToken);
        return false;
    }

    private async Task<bool> TryPassAsync(LiveSocket socket, HttpContext http, NodeRecord node, CancellationToken cancellationToken)
    {
        using var far = await relay.ConnectAsync(http.Request, node, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var up = PassUpAsync(socket, far, stop.Token);
        try
        {
            await PassDownAsync(far, socket, cancellationToken);
            if (far.CloseStatus is not { } status || status == WebSocketCloseStatus.EndpointUnavailable)
            {
                return false;
            }

            await socket.CloseAsync((int)status, far.CloseStatusDescription ?? "");
            return true;
        }
        finally
        {
            await stop.CancelAsync();
            await up;
        }
    }

    private static async Task PassDownAsync(ClientWebSocket far, LiveSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[PieceSize];
        while (true)
        {
            var piece = await far.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (piece.MessageType == WebSocketMessageType.Close || message.Length > LongestMessage)
            {
                return;
            }

            message.Write(buffer, 0, piece.Count);
            if (piece.EndOfMessage)
            {
                await socket.SendAsync(message.GetBuffer().AsMemory(0, (int)message.Length), piece.MessageType);
                message.SetLength(0);
            }
        }
    }

    private static async Task PassUpAsync(LiveSocket socket, ClientWebSocket far, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var text in socket.Messages.ReadAllAsync(cancellationToken))
            {
                await far.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or InvalidOperationException)
        {
            // Whoever reads from there notices the same.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The process {Node} that holds a browser does not answer.")]
    private partial void LogBroke(Exception cause, string node);
}
