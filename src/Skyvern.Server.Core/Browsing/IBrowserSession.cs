using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Core.Browsing;

/// <summary>
/// A run's browser. Every call has a deadline of its own and throws <see cref="BrowserLostException"/> when the browser is gone;
/// what a page does wrong is an <see cref="ActionResult"/>, never an exception.
/// </summary>
public interface IBrowserSession : IAsyncDisposable
{
    /// <summary>Address of the current tab.</summary>
    string Url { get; }

    /// <summary>Reads the current tab: what a planner sees.</summary>
    Task<Observation> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>Does one action in the page (not extract or done) and waits until the page has settled.</summary>
    Task<ActionResult> PerformAsync(BrowserAction action, CancellationToken cancellationToken);

    /// <summary>Reads the whole page for extraction.</summary>
    Task<PageContent> ReadContentAsync(CancellationToken cancellationToken);

    /// <summary>The viewport as JPEG; null when the page cannot be pictured just now.</summary>
    Task<byte[]?> ScreenshotAsync(CancellationToken cancellationToken);

    /// <summary>The viewport and what lies below it, as JPEG; null when the page cannot be pictured just now.</summary>
    /// <param name="furtherScreens">Most further screens; fewer where the page ends or the picture would become too large.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<byte[]?> TallScreenshotAsync(int furtherScreens, CancellationToken cancellationToken);

    /// <summary>Waits for open downloads up to <paramref name="patience"/>, then returns all that ended since the last call.</summary>
    Task<IReadOnlyList<BrowserDownload>> TakeDownloadsAsync(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Cookies and stored data of the sites, for a browser to go on with; null when they cannot be had just now.</summary>
    Task<string?> SaveStateAsync(CancellationToken cancellationToken);

    /// <summary>A folder whose files the browser can read, for what it shall upload; removed with the session. May not be there yet.</summary>
    string FilesFolder { get; }

    /// <summary>The same browser for people who watch it or take it over.</summary>
    ILiveBrowser Live { get; }

    /// <summary>The browser's console so far, one line a message.</summary>
    string ConsoleLog { get; }

    /// <summary>Whether its process still runs.</summary>
    bool IsAlive { get; }

    /// <summary>The WebSocket of its own DevTools on this machine; null unless it was asked for.</summary>
    Uri? DevTools { get; }

    /// <summary>
    /// Another run begins to use it: console, dialogs and notes of before are forgotten, downloads begun before are not given to it, and
    /// these headers are sent, none if null. A browser that serves one run only need not be told.
    /// </summary>
    Task BeginUseAsync(IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken);

    /// <summary>The run has ended: its headers are taken off, and whoever asks for downloads gets those of all.</summary>
    Task EndUseAsync(CancellationToken cancellationToken);
}

/// <summary>A file that the browser fetched.</summary>
/// <param name="FileName">As the site named it, without folders.</param>
/// <param name="Path">Where its bytes are until the session is disposed.</param>
/// <param name="Url">Where it came from.</param>
/// <param name="Failure">Why it failed; null when it is whole.</param>
public sealed record BrowserDownload(string FileName, string Path, string Url, string? Failure = null);
