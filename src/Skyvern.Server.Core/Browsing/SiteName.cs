using System.Net;

namespace Skyvern.Server.Core.Browsing;

/// <summary>
/// A site: all hosts of one owner, as far as names tell. It is the registrable domain (<c>shop.example</c> for <c>www.shop.example</c>);
/// an address without a domain (<c>10.0.0.5</c>, <c>localhost</c>, <c>intranet</c>) is a site together with its port.
/// </summary>
/// <param name="Name">The domain, or host and port.</param>
/// <param name="IsSecure">Whether it was named with https: then plain http is another site for secrets.</param>
internal sealed record SiteName(string Name, bool IsSecure)
{
    /// <summary>The site of an address; null for what is no web address. Frames without an address of their own (blob:) are the site that made them.</summary>
    public static SiteName? Of(string? address)
    {
        var text = address?.Trim() ?? "";
        text = text.StartsWith("blob:", StringComparison.OrdinalIgnoreCase) ? text["blob:".Length..] : text;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? Of(uri) : null;
    }

    /// <inheritdoc cref="Of(string)"/>
    public static SiteName? Of(Uri address)
    {
        if (address.Scheme is not ("http" or "https") || HostName.Of(address) is not { Length: > 0 } host)
        {
            return null;
        }

        var isSecure = address.Scheme == "https";
        return HostName.IsLiteral(host, out _) || IPAddress.TryParse(host, out _) || !host.Contains('.', StringComparison.Ordinal)
            ? new SiteName($"{host}:{address.Port}", isSecure)
            : new SiteName(PublicSuffixes.RegistrableDomain(host), isSecure);
    }

    /// <summary>Whether an address is of the same owner.</summary>
    public bool Holds(SiteName? other) => other is not null && other.Name == Name;

    /// <summary>Whether a secret of this site may go there: the same owner, and not over a weaker connection.</summary>
    public bool MayReceiveSecrets(SiteName? other) => Holds(other) && (other!.IsSecure || !IsSecure);
}
