using System.Net.WebSockets;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Nodes;

/// <summary>Joins a caller's socket to the same one of another process, message by message, until either closes.</summary>
internal sealed class SocketJoin(NodeRelay relay, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int PieceSize = 64 * 1024;

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Connects, accepts the caller, and stays until it is over.</summary>
    /// <exception cref="WebSocketException">The other process does not answer; the caller is not accepted yet.</exception>
    public async Task RunAsync(HttpContext http, NodeRecord node)
    {
        using var far = await relay.ConnectAsync(http.Request, node, http.RequestAborted);
        using var near = await http.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var down = PassAsync(far, near, stop.Token);
        var up = PassAsync(near, far, stop.Token);
        await Task.WhenAny(down, up);

        // The side that was told of the close may still agree; what is cancelled after that is torn.
        await Task.WhenAny(Task.WhenAll(down, up), Task.Delay(CloseDeadline, time, stop.Token));
        await stop.CancelAsync();
        await Task.WhenAll(down, up).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task PassAsync(WebSocket from, WebSocket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[PieceSize];
        try
        {
            while (true)
            {
                var piece = await from.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (piece.MessageType == WebSocketMessageType.Close)
                {
                    await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, cancellationToken);
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, piece.Count), piece.MessageType, piece.EndOfMessage, cancellationToken);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // One side is gone: the other learns it from the end of its connection.
            to.Abort();
        }
    }
}
