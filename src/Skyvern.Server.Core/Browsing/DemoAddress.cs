using System.Collections.Immutable;

namespace Skyvern.Server.Core.Browsing;

/// <summary>
/// Where the server's own demo site is: the one part of the own origin that runs may open. The host registers it once it has bound its
/// addresses; until then, and with the demo switched off, nothing is covered.
/// </summary>
public sealed class DemoAddress
{
    private volatile Place? _place;

    /// <summary>Allows <paramref name="pathPrefix"/> (such as <c>/demo</c>) on the given origins, in place of what was registered before.</summary>
    public void Register(string pathPrefix, params IEnumerable<Uri> origins) =>
        _place = new Place(pathPrefix.TrimEnd('/'), [.. origins.Select(OriginOf)]);

    /// <summary>Whether an address lies in the demo site.</summary>
    public bool Covers(Uri address)
    {
        if (_place is not { Prefix.Length: > 0 } place || !address.IsAbsoluteUri || !place.Origins.Contains(OriginOf(address)))
        {
            return false;
        }

        // The server decodes the path again: a doubly encoded "..", or a backslash, must not lead out of the demo.
        var path = Uri.UnescapeDataString(address.AbsolutePath);
        return (path == place.Prefix || path.StartsWith(place.Prefix + "/", StringComparison.Ordinal))
            && path.IndexOfAny(['%', '\\']) < 0
            && !path.Contains("..", StringComparison.Ordinal);
    }

    private static (string Scheme, string Host, int Port) OriginOf(Uri address) => (address.Scheme, HostName.Of(address), address.Port);

    private sealed record Place(string Prefix, ImmutableHashSet<(string Scheme, string Host, int Port)> Origins);
}
