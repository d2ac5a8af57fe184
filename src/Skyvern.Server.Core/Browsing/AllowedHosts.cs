using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Skyvern.Server.Core.Browsing;

/// <summary>The exceptions to the address policy, read from <see cref="NetworkOptions.AllowedHosts"/>.</summary>
internal sealed class AllowedHosts
{
    private readonly List<(string Name, int? Port)> _names = [];
    private readonly List<(IPNetwork Range, int? Port)> _ranges = [];

    /// <summary>Reads a comma separated list; <paramref name="broken"/> is the first entry that is none of the known forms.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AllowedHosts? hosts, [NotNullWhen(false)] out string? broken)
    {
        hosts = new AllowedHosts();
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!hosts.TryAdd(entry))
            {
                (hosts, broken) = (null, entry);
                return false;
            }
        }

        broken = null;
        return true;
    }

    /// <summary>Whether a host is listed by its name; it may then stand for any address.</summary>
    public bool Names(string host, int port) => _names.Any(entry =>
        (entry.Port is null || entry.Port == port)
        && (entry.Name.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(entry.Name[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether an address is listed, alone or by a range.</summary>
    public bool Contains(IPAddress address, int port)
    {
        var plain = AddressRanges.Unmap(address);
        return _ranges.Any(entry => (entry.Port is null || entry.Port == port) && entry.Range.Contains(plain));
    }

    private bool TryAdd(string entry)
    {
        if (entry.Contains('/', StringComparison.Ordinal))
        {
            var isRange = IPNetwork.TryParse(entry, out var range);
            _ranges.Add((range, null));
            return isRange;
        }

        var (host, port) = Split(entry);
        if (port is < 1 or > 65535)
        {
            return false;
        }

        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            address = AddressRanges.Unmap(address);
            _ranges.Add((new IPNetwork(address, address.GetAddressBytes().Length * 8), port));
            return true;
        }

        _names.Add((host.TrimEnd('.'), port));
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return Uri.CheckHostName(name) == UriHostNameType.Dns;
    }

    private static (string Host, int? Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        var isBareIPv6 = colon != entry.IndexOf(':', StringComparison.Ordinal) && !entry.Contains("]:", StringComparison.Ordinal);
        return colon < 0 || isBareIPv6
            ? (entry, null)
            : (entry[..colon], int.TryParse(entry[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0);
    }
}
