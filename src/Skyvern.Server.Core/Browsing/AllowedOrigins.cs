namespace Skyvern.Server.Core.Browsing;

/// <summary>The strict list of places that runs may open, read from <see cref="NetworkOptions.AllowedOrigins"/>.</summary>
public sealed class AllowedOrigins
{
    private readonly List<(string? Scheme, string Host, int? Port)> _entries = [];

    /// <summary>Whether there is no list: then the run's own sites decide.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Reads a list that <see cref="FindBroken"/> finds nothing wrong with.</summary>
    public static AllowedOrigins Parse(string text)
    {
        var list = new AllowedOrigins();
        list._entries.AddRange(Entries(text).Select(Read).OfType<(string?, string, int?)>());
        return list;
    }

    /// <summary>The first entry that cannot be read; null when all can.</summary>
    public static string? FindBroken(string text) => Entries(text).FirstOrDefault(entry => Read(entry) is null);

    /// <summary>Whether the address is of one of the origins.</summary>
    public bool Holds(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && _entries.Any(entry =>
        (entry.Scheme is null ? uri.Scheme is "http" or "https" : entry.Scheme == uri.Scheme)
        && (entry.Port is null ? entry.Scheme is null || uri.IsDefaultPort : entry.Port == uri.Port)
        && Matches(entry.Host, HostName.Of(uri)));

    private static bool Matches(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static string[] Entries(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static (string? Scheme, string Host, int? Port)? Read(string entry)
    {
        var hasScheme = entry.Contains("://", StringComparison.Ordinal);
        var text = (hasScheme ? entry : "any://" + entry).Replace("://*.", "://wildcard.", StringComparison.Ordinal);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("any" or "http" or "https")
            || uri is not { Host.Length: > 0, AbsolutePath: "/" or "", Query: "", Fragment: "", UserInfo: "" })
        {
            return null;
        }

        var host = entry.Contains("*.", StringComparison.Ordinal) ? "*." + HostName.Of(uri)["wildcard.".Length..] : HostName.Of(uri);
        int? port = uri.IsDefaultPort || uri.Port < 0 ? null : uri.Port;
        return (hasScheme ? uri.Scheme : null, host, port);
    }
}
