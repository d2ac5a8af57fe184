using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>A tab as it was opened; what is needed to work in it follows a moment later.</summary>
/// <param name="id">t1, t2 …</param>
/// <param name="page">The page.</param>
internal sealed class Tab(string id, IPage page)
{
    /// <summary>t1, t2 …; never re-used within a run.</summary>
    public string Id => id;

    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>Whether it shows no document yet.</summary>
    public bool IsBlank => IsBlankAddress(page.Url);

    /// <summary>The tab ready to work in; fails when it never becomes so.</summary>
    public required Task<SessionPage> Ready { get; init; }

    /// <summary>Set when its renderer crashed.</summary>
    public bool Crashed { get; set; }

    /// <summary>Whether this is the address of an empty tab; in its very first moment Chromium calls it ":".</summary>
    public static bool IsBlankAddress(string url) => url is "" or ":" or "about:blank";
}
