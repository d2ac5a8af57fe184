using Microsoft.Playwright;
using Skyvern.Server.Browser.Egress;

namespace Skyvern.Server.Browser.Pool;

/// <summary>A browser process with all that belongs to it alone: profile, proxy, context.</summary>
internal sealed class LaunchedBrowser : IRunningBrowser
{
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(3);

    private readonly BrowserFolders _folders;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private int _disposed;

    /// <summary>Takes over what was launched.</summary>
    public LaunchedBrowser(IBrowserContext context, EgressProxy proxy, string folder, BrowserFolders folders, TimeProvider time)
    {
        Context = context;
        Proxy = proxy;
        Folder = folder;
        Lost = _lost.Token;
        ProcessId = BrowserProcesses.FindMain(Mark);
        _folders = folders;
        _time = time;
        context.Close += (_, _) => NoteLoss();
        context.Page += (_, page) => PageOpened?.Invoke(page);
    }

    /// <inheritdoc />
    public event Action<IPage>? PageOpened;

    /// <summary>Its only context.</summary>
    public IBrowserContext Context { get; }

    /// <summary>Its only way out.</summary>
    public EgressProxy Proxy { get; }

    /// <inheritdoc />
    public EgressJournal Journal => Proxy.Journal;

    /// <inheritdoc />
    public bool IsElsewhere => false;

    /// <inheritdoc />
    public IReadOnlyList<IPage> Pages => Context.Pages;

    /// <summary>Its folder: profile, downloads, temporary files.</summary>
    public string Folder { get; }

    /// <summary>The WebSocket of its DevTools; null unless it was opened.</summary>
    public Uri? DevTools { get; init; }

    /// <summary>What the command lines of its processes carry.</summary>
    private string Mark => Folder + Path.DirectorySeparatorChar;

    /// <summary>Its main process; null where the system does not show processes.</summary>
    public int? ProcessId { get; }

    /// <summary>Cancelled when the browser has gone.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Whether its process still runs.</summary>
    public bool IsAlive => !Lost.IsCancellationRequested && (ProcessId is not { } id || BrowserProcesses.IsAlive(id, Mark));

    /// <summary>All its tabs are the session's.</summary>
    public bool Owns(IPage? page) => true;

    /// <inheritdoc />
    public Task<IPage> OpenPageAsync() => Context.NewPageAsync();

    /// <summary>They go to every origin that a page asks, images of other sites included: the wire promises no more.</summary>
    public Task SetHeadersAsync(IReadOnlyDictionary<string, string> headers) => Context.SetExtraHTTPHeadersAsync(headers);

    private void NoteLoss()
    {
        try
        {
            _lost.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Of a killed browser the driver may tell only when all is cleared away; thrown here, it would break whatever the driver does next.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (IsAlive)
        {
            try
            {
                await Context.CloseAsync().WaitAsync(CloseDeadline, _time);
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                // A frozen or dying browser does not close: the kill below ends it.
            }
        }

        await _folders.RemoveAsync(Folder, CancellationToken.None);
        await Proxy.DisposeAsync();
        _lost.Dispose();
    }
}
