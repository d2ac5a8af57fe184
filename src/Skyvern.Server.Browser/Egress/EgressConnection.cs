using System.Net.Sockets;

namespace Skyvern.Server.Browser.Egress;

/// <summary>
/// One connection of the browser to its proxy: request after request, each judged anew, until one side closes.
/// The connection to the host is for one request only, which costs a handshake and spares all bookkeeping.
/// </summary>
internal sealed class EgressConnection(NetworkStream client, EgressConnector connector)
{
    /// <summary>Serves the connection to its end and closes it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var closing = client;
        var reader = new WireReader(client);
        try
        {
            while (await reader.ReadHeadAsync(cancellationToken) is { } text)
            {
                var request = MessageHead.Parse(text);
                var goesOn = request.FirstLine[0] == "CONNECT"
                    ? await TunnelAsync(request, reader, cancellationToken)
                    : await ForwardAsync(request, reader, cancellationToken);
                if (!goesOn)
                {
                    return;
                }
            }
        }
        catch (WireException e)
        {
            await TryAnswerAsync(EgressPage.Malformed(e.Message), cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The browser or the site hung up: both ends are closed by now, nobody is left to tell.
        }
    }

    private async Task<bool> TunnelAsync(MessageHead request, WireReader reader, CancellationToken cancellationToken)
    {
        if (!RequestTarget.TryParseTunnel(request.FirstLine[1], out var address))
        {
            throw new WireException("The target of the tunnel is not a host and a port.");
        }

        var (connection, problem) = await connector.ConnectAsync(address, cancellationToken);
        if (connection is null)
        {
            await client.WriteAsync(EgressPage.For(problem!), cancellationToken);
            return true;
        }

        await using var host = new NetworkStream(connection, ownsSocket: true);
        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
        await Tunnel.RunAsync((client, reader), (host, new WireReader(host)), cancellationToken);
        return false;
    }

    private async Task<bool> ForwardAsync(MessageHead request, WireReader reader, CancellationToken cancellationToken)
    {
        if (!RequestTarget.TryParse(request.FirstLine[1], out var target))
        {
            throw new WireException("The target of the request is not an http address.");
        }

        var (connection, problem) = await connector.ConnectAsync(target.Address, cancellationToken);
        if (connection is null)
        {
            await MessageBody.CopyRequestAsync(request, reader, Stream.Null, cancellationToken);
            await client.WriteAsync(EgressPage.For(problem!), cancellationToken);
            return request.KeepsAlive;
        }

        await using var host = new NetworkStream(connection, ownsSocket: true);
        var exchange = new EgressExchange(request, (client, reader), (host, new WireReader(host)));
        try
        {
            return await exchange.RunAsync(target, cancellationToken);
        }
        catch (Exception e) when (!exchange.AnswerBegan && e is IOException or SocketException)
        {
            await TryAnswerAsync(EgressPage.For(connector.NoteBroken(target.Address)), cancellationToken);
            return false;
        }
    }

    private async Task TryAnswerAsync(byte[] page, CancellationToken cancellationToken)
    {
        try
        {
            await client.WriteAsync(page, cancellationToken);
            client.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }
}
