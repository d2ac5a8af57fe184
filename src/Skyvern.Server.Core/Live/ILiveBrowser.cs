using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Live;

/// <summary>A browser that people can watch and, when it is theirs, use.</summary>
public interface ILiveBrowser
{
    /// <summary>
    /// Pictures of the current tab: the newest at once, then as the page changes, at least one a second. Ends when the browser is gone.
    /// Whoever reads slowly loses frames; nobody waits for a reader.
    /// </summary>
    IAsyncEnumerable<LiveFrame> WatchAsync(CancellationToken cancellationToken) => WatchAsync(pace: null, cancellationToken);

    /// <summary>The same for a viewer that does not need every picture.</summary>
    /// <param name="pace">How far apart they may be now; where all viewers have time, fewer are made. Null: as the settings say.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<LiveFrame> WatchAsync(Func<TimeSpan>? pace, CancellationToken cancellationToken);

    /// <summary>The people who watch.</summary>
    LiveAudience Audience { get; }

    /// <summary>The tab that is shown, and how many there are; null when it does not say just now.</summary>
    Task<LiveTab?> LookAsync(CancellationToken cancellationToken);

    /// <summary>What the page has at a place of the frames; null: not known.</summary>
    Task<LiveTarget?> FindAsync(double x, double y, CancellationToken cancellationToken);

    /// <summary>Does what a person did with mouse, keyboard or address bar.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    Task<LiveOutcome> InputAsync(LiveInput input, CancellationToken cancellationToken);
}

/// <summary>The tab that is shown.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Position">Which tab it is, from 1.</param>
/// <param name="Count">How many tabs there are.</param>
public sealed record LiveTab(string Url, string Title, int Position, int Count);

/// <summary>Something that a person points at.</summary>
/// <param name="Name">Its role and name, once the page has said them: a busy one takes its time, which no click waits for. Null: it does not say.</param>
public sealed record LiveTarget(Task<string?> Name);

/// <summary>What came of a person's input.</summary>
public enum LiveOutcome
{
    /// <summary>It was passed on.</summary>
    Done,

    /// <summary>The address is none that can be opened.</summary>
    InvalidUrl,

    /// <summary>The address may not be reached.</summary>
    Blocked,

    /// <summary>The page did not come.</summary>
    Failed,
}
