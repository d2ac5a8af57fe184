using System.Diagnostics.CodeAnalysis;

namespace Skyvern.Server.Browser.Egress;

/// <summary>What a request to a proxy is for.</summary>
/// <param name="Address">What the address policy judges.</param>
/// <param name="PathAndQuery">What goes to the host, byte for byte as the browser wrote it.</param>
internal sealed record RequestTarget(Uri Address, string PathAndQuery)
{
    private const string Scheme = "http://";

    /// <summary>The target of a plain request, e.g. <c>http://host:8080/path?query</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RequestTarget? target)
    {
        target = null;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Host.Length == 0 || address.UserInfo.Length > 0)
        {
            return false;
        }

        var end = text.AsSpan(Scheme.Length).IndexOfAny("/?#\\");
        var rest = end < 0 ? "" : text[(Scheme.Length + end)..];
        if (HidesPath(rest))
        {
            return false;
        }

        target = new RequestTarget(address, rest.StartsWith('/') ? rest : "/" + rest);
        return true;
    }

    /// <summary>The target of a tunnel, <c>host:port</c>. A tunnel hides its paths, so it is judged as the root of the host.</summary>
    public static bool TryParseTunnel(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate($"https://{text}/", UriKind.Absolute, out address) && text.Contains(':', StringComparison.Ordinal)
            && address.Host.Length > 0 && address is { UserInfo: "", PathAndQuery: "/" };

    /// <summary>Whether the path as judged and the path as the host may read it differ. Browsers resolve dot segments before they ask.</summary>
    private static bool HidesPath(string rest)
    {
        var path = rest.Split('?', '#')[0];
        return path.Contains('\\', StringComparison.Ordinal) || path.Contains("%5c", StringComparison.OrdinalIgnoreCase) || path.Split('/')
            .Select(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase))
            .Any(segment => segment is "." or "..");
    }
}
