using System.Net.Sockets;

namespace Skyvern.Server.Browser.Egress;

/// <summary>Passes bytes both ways, unread.</summary>
internal static class Tunnel
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Runs until both sides have closed, or one has and the other has had time to end.</summary>
    public static async Task RunAsync(
        (NetworkStream Stream, WireReader Reader) client, (NetworkStream Stream, WireReader Reader) host, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var there = PassAsync(client.Reader, host.Stream, ending.Token);
        var back = PassAsync(host.Reader, client.Stream, ending.Token);
        await Task.WhenAny(there, back);
        ending.CancelAfter(Farewell);
        await Task.WhenAll(there, back);
    }

    private static async Task PassAsync(WireReader from, NetworkStream to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToEndAsync(to, cancellationToken);
            to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One side hung up; the other is told by the close that follows.
            to.Close();
        }
    }
}
