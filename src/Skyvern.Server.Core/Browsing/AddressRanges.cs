using System.Net;
using System.Net.Sockets;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Which addresses are local, private or otherwise not a public host.</summary>
internal static class AddressRanges
{
    private static readonly IPNetwork[] Forbidden =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
            "192.0.0.0/24",     // protocol assignments; a cloud's metadata service lives here
            "198.18.0.0/15",    // benchmarks inside a network
            "168.63.129.16/32", // a cloud's host agent on a public-looking address
            "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "100::/64",
            "64:ff9b:1::/48", // address translation inside a network
            "2001::/32",      // Teredo: hides an IPv4 address
        }.Select(IPNetwork.Parse),
    ];

    private static readonly (IPNetwork Range, int Offset)[] Embedding =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12),   // mapped
        (IPNetwork.Parse("::ffff:0:0:0/96"), 12), // translated
        (IPNetwork.Parse("::/96"), 12),           // compatible
        (IPNetwork.Parse("64:ff9b::/96"), 12),    // NAT64
        (IPNetwork.Parse("2002::/16"), 2),        // 6to4
    ];

    /// <summary>Whether an address, or an IPv4 address inside it, must not be reached.</summary>
    public static bool IsForbidden(IPAddress address)
    {
        var plain = Unmap(address);
        return Forbidden.Any(range => range.Contains(plain)) || (Embedded(plain) is { } inner && IsForbidden(inner));
    }

    /// <summary>The address without scope, and as IPv4 where it is one in IPv6 clothes.</summary>
    public static IPAddress Unmap(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes())
        : address;

    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        foreach (var (range, offset) in Embedding)
        {
            if (range.Contains(address))
            {
                return new IPAddress(bytes.AsSpan(offset, 4));
            }
        }

        // ISATAP: an interface id of 0000:5efe or 0200:5efe is followed by an IPv4 address.
        return (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE ? new IPAddress(bytes.AsSpan(12, 4)) : null;
    }
}
