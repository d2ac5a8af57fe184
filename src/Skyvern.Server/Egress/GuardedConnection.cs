using System.Net.Sockets;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Egress;

/// <summary>Opens connections to vetted addresses only: a name cannot be made to point elsewhere between check and connect.</summary>
internal sealed class GuardedConnection(IAddressPolicy policy)
{
    /// <summary>Resolves, judges and connects.</summary>
    /// <exception cref="AddressRefusedException">The name stands for an address that must not be reached.</exception>
    /// <exception cref="HttpRequestException">The name is not known.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var decision = await policy.ResolveAsync(context.InitialRequestMessage.RequestUri!, cancellationToken);
        if (!decision.Allowed)
        {
            throw decision.IsUnknownHost
                ? new HttpRequestException($"The address {decision.Reason}.")
                : new AddressRefusedException(decision.Reason!);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. decision.Addresses], context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
