using System.Net.Sockets;
using System.Text;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Egress;

/// <summary>Asks an upstream proxy for a tunnel to a host. Plain http goes through a tunnel too: then the upstream cannot change it.</summary>
internal static class UpstreamTunnel
{
    /// <summary>Opens the tunnel over a connection to the proxy; null when it is open, else why not.</summary>
    public static async Task<string?> OpenAsync(Socket connection, UpstreamProxy proxy, Uri address, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: false);
        var target = $"{address.IdnHost}:{address.Port}";
        var head = new StringBuilder($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
        if (proxy.User is { } user)
        {
            head.Append("Proxy-Authorization: Basic ").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{proxy.Password}"))).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
        var answer = await new WireReader(stream).ReadHeadAsync(cancellationToken) is { } text ? MessageHead.Parse(text) : null;
        return answer?.Status switch
        {
            >= 200 and < 300 => null,
            407 => $"The proxy {proxy} did not accept user name and password.",
            { } status => $"The proxy {proxy} did not connect to {address.Host}: it answered {status}.",
            null => $"The proxy {proxy} closed the connection.",
        };
    }
}
