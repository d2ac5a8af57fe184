using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Nodes;

/// <summary>The address under which other processes reach this one.</summary>
internal sealed class NodeAddress(IServer server, IOptions<ClusterOptions> options)
{
    private static readonly string[] Everywhere = ["0.0.0.0", "[::]", "*", "+"];

    /// <summary>The address, without a slash at its end; known once the server listens.</summary>
    public async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Address is { Length: > 0 } set)
        {
            return set.TrimEnd('/');
        }

        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var place = Everywhere.FirstOrDefault(place => bound.Contains($"://{place}", StringComparison.Ordinal));
        return (place is null ? bound : bound.Replace($"://{place}", $"://{await OwnAddressAsync(cancellationToken)}", StringComparison.Ordinal)).TrimEnd('/');
    }

    private static async Task<string> OwnAddressAsync(CancellationToken cancellationToken)
    {
        try
        {
            var all = await Dns.GetHostAddressesAsync(Dns.GetHostName(), AddressFamily.InterNetwork, cancellationToken);
            return all.FirstOrDefault(address => !IPAddress.IsLoopback(address))?.ToString() ?? Dns.GetHostName();
        }
        catch (SocketException)
        {
            return Dns.GetHostName();
        }
    }
}
