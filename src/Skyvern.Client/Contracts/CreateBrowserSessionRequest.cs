using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Skyvern.Client.Contracts;

/// <summary>Opens a browser that stays open over several runs. Every field may be left out or null, and so may the whole body.</summary>
public sealed record CreateBrowserSessionRequest
{
    /// <summary>Where the browser goes at once; null: an empty page.</summary>
    [MaxLength(2083)]
    public string? Url { get; init; }

    /// <summary>Minutes without activity after which it closes: at least 5, more than 240 count as 240. Left out: 60.</summary>
    [Range(5, int.MaxValue)]
    public int? Timeout { get; init; }

    /// <summary>The place the browser's traffic comes from: a word such as <c>RESIDENTIAL_DE</c>, {country, subdivision, city}, or {url} for an own proxy.</summary>
    public JsonNode? ProxyLocation { get; init; }

    /// <summary>Names a session at the proxy, so that the browser keeps its address there.</summary>
    public string? ProxySessionId { get; init; }

    /// <summary><c>ad-blocker</c> and <c>captcha-solver</c> are the known words.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <summary><c>msedge</c>, <c>chrome</c> or <c>stealth-chromium</c>.</summary>
    public string? BrowserType { get; init; }

    /// <summary>A stored browser profile to start from, <c>bp_…</c>.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether a profile is kept when the session ends.</summary>
    public bool? GenerateBrowserProfile { get; init; }

    /// <summary>Whether somebody is going to watch.</summary>
    public bool? NeedsLiveView { get; init; }
}

/// <summary>Changes a session that is open.</summary>
public sealed record UpdateBrowserSessionRequest
{
    /// <summary>Whether a profile is kept when the session ends.</summary>
    public bool? GenerateBrowserProfile { get; init; }
}
