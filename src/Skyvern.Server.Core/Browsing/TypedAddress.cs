using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Addresses as people and planners write them for a browser to open: the scheme is often left out.</summary>
/// <remarks>
/// As browsers do it, the missing scheme is https for a site of the web, and http for what seldom has a certificate: a name without a dot, a bare
/// IP address, and whatever names a port.
/// </remarks>
public static partial class TypedAddress
{
    /// <summary>The http or https address that is meant; null when it is none.</summary>
    public static Uri? Read(string text)
    {
        var written = text.Trim();
        if (Scheme().IsMatch(written))
        {
            return Web(written);
        }

        var secure = Web($"https://{written}");
        return secure is { IsDefaultPort: true, HostNameType: UriHostNameType.Dns } && secure.Host.Contains('.', StringComparison.Ordinal)
            ? secure
            : Web($"http://{written}");
    }

    private static Uri? Web(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? address : null;

    // Not the host of localhost:3000: what follows the colon there is a port.
    [GeneratedRegex(@"^[a-z][a-z0-9+.\-]*:(?!\d+(?:[/?#]|$))", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
