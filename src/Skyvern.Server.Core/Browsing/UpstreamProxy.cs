namespace Skyvern.Server.Core.Browsing;

/// <summary>A proxy that a run's browser goes out through, so that its traffic comes from somewhere else.</summary>
/// <param name="Address">Its address, http://host:port.</param>
/// <param name="User">User name; null: none is needed.</param>
/// <param name="Password">Password.</param>
/// <param name="IsCallers">Whether the caller named it: then the address policy holds for it too. One from the settings is trusted.</param>
public sealed record UpstreamProxy(Uri Address, string? User, string? Password, bool IsCallers)
{
    /// <summary>Reads <c>http://user:password@host:port</c>; null when it is none.</summary>
    public static UpstreamProxy? TryParse(string text, bool isCallers)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.Host.Length == 0)
        {
            return null;
        }

        var parts = uri.UserInfo.Split(':', 2);
        var bare = new UriBuilder(uri) { UserName = "", Password = "", Path = "", Query = "", Fragment = "" }.Uri;
        return new UpstreamProxy(
            bare, parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null, parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null, isCallers);
    }

    /// <summary>Without the password: records end up in logs.</summary>
    public override string ToString() => Address.Authority;
}
