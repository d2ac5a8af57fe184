using System.Text.Json;

namespace Skyvern.Server.Core.Sessions;

/// <summary>The request that opened a browser session, as accepted: address normalised, time-out capped.</summary>
public sealed record SessionRequest
{
    /// <summary>Where the browser goes first; null: an empty page.</summary>
    public string? Url { get; init; }

    /// <summary>Minutes without activity after which it closes.</summary>
    public int TimeoutMinutes { get; init; } = BrowserSession.UsualTimeout;

    /// <summary>A place word, a place object, an own proxy, or null. Secrets are in here: never echoed.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>A name for the session at the proxy, as sent.</summary>
    public string? ProxySessionId { get; init; }

    /// <summary>Extensions asked for.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <summary>The browser asked for.</summary>
    public string? BrowserType { get; init; }

    /// <summary>A stored browser profile to start from.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether somebody is going to watch.</summary>
    public bool NeedsLiveView { get; init; }
}
