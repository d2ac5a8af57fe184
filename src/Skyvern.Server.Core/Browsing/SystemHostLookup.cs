using System.Net;
using System.Net.Sockets;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Asks the operating system.</summary>
public sealed class SystemHostLookup : IHostLookup
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return []; // unknown, not answered, or no possible name: all the same to the caller
        }
    }
}
