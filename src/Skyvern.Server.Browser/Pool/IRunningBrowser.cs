using Microsoft.Playwright;
using Skyvern.Server.Browser.Egress;

namespace Skyvern.Server.Browser.Pool;

/// <summary>The browser of a session: one that this server has started, or one elsewhere that it is connected to. Disposing it ends what is the server's own.</summary>
internal interface IRunningBrowser : IAsyncDisposable
{
    /// <summary>The context that the session works in.</summary>
    IBrowserContext Context { get; }

    /// <summary>What led nowhere; stays empty where requests do not pass this server.</summary>
    EgressJournal Journal { get; }

    /// <summary>A folder of its own on this machine.</summary>
    string Folder { get; }

    /// <summary>The WebSocket of its DevTools; null unless it was opened.</summary>
    Uri? DevTools { get; }

    /// <summary>Cancelled when the browser has gone.</summary>
    CancellationToken Lost { get; }

    /// <summary>Whether it still runs.</summary>
    bool IsAlive { get; }

    /// <summary>Whether it is somebody else's: it has tabs that are not the run's, and neither its files nor its network are this server's.</summary>
    bool IsElsewhere { get; }

    /// <summary>The tabs to begin with.</summary>
    IReadOnlyList<IPage> Pages { get; }

    /// <summary>A tab has opened that belongs to the session.</summary>
    event Action<IPage>? PageOpened;

    /// <summary>Whether a tab belongs to the session.</summary>
    bool Owns(IPage? page);

    /// <summary>Opens a blank tab.</summary>
    Task<IPage> OpenPageAsync();

    /// <summary>Sends headers along with every request of the session's tabs.</summary>
    Task SetHeadersAsync(IReadOnlyDictionary<string, string> headers);
}
