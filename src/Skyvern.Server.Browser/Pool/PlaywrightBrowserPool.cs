using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Browser.Elsewhere;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Pool;

/// <summary>
/// One browser process per run, so that a crash, a hang, memory and network rights stay with the run. A few are started ahead of need:
/// a run then waits for its first page and not for a process.
/// </summary>
internal sealed partial class PlaywrightBrowserPool(
    BrowserLauncher launcher, BrowserConnector connector, SessionFactory sessions, IOptions<BrowserOptions> options, ILogger<PlaywrightBrowserPool> logger)
    : IBrowserPool, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Task<LaunchedBrowser>> _ready = new();
    private readonly CancellationTokenSource _stopping = new();
    private bool _stopped;

    /// <inheritdoc />
    public async Task<IBrowserSession> OpenAsync(BrowserRequest request, CancellationToken cancellationToken)
    {
        if (request.Elsewhere is { } place)
        {
            return await OpenElsewhereAsync(place, request, cancellationToken);
        }

        // Those that wait at the ready have no DevTools: a port is open only where somebody may need it.
        var browser = (request.OpensDevTools ? null : await TakeReadyAsync(cancellationToken))
            ?? await launcher.LaunchAsync(request.OpensDevTools, cancellationToken);
        try
        {
            browser.Proxy.Upstream = request.Upstream;
            var session = await sessions.OpenAsync(browser, request, cancellationToken);
            LogOpened(request.RunId, browser.ProcessId);
            return session;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
        finally
        {
            Refill();
        }
    }

    private async Task<IBrowserSession> OpenElsewhereAsync(BrowserElsewhere place, BrowserRequest request, CancellationToken cancellationToken)
    {
        var browser = await connector.ConnectAsync(place, cancellationToken);
        try
        {
            return await sessions.OpenAsync(browser, request, cancellationToken);
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts browsers ahead of need, in the background.</summary>
    public void Refill()
    {
        lock (_lock)
        {
            while (!_stopped && _ready.Count < options.Value.PreLaunched)
            {
                _ready.Enqueue(Task.Run(() => launcher.LaunchAsync(opensDevTools: false, _stopping.Token), _stopping.Token));
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Task<LaunchedBrowser>[] ready;
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            ready = [.. _ready];
            _ready.Clear();
        }

        await _stopping.CancelAsync();
        foreach (var launch in ready)
        {
            if (await EndOfAsync(launch) is { } browser)
            {
                await browser.DisposeAsync();
            }
        }

        _stopping.Dispose();
    }

    /// <summary>A browser that is up, or the one that is just starting; null when there is none that lives.</summary>
    private async Task<LaunchedBrowser?> TakeReadyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<LaunchedBrowser>? launch;
            lock (_lock)
            {
                if (!_ready.TryDequeue(out launch))
                {
                    return null;
                }
            }

            var browser = await WaitAsync(launch, cancellationToken);
            if (browser is { IsAlive: true })
            {
                return browser;
            }

            // It died while it waited, or did not start: the caller starts its own and is told why if that fails too.
            if (browser is not null)
            {
                await browser.DisposeAsync();
            }
        }
    }

    private async Task<LaunchedBrowser?> WaitAsync(Task<LaunchedBrowser> launch, CancellationToken cancellationToken)
    {
        await ((Task)launch).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested)
        {
            await PutBackAsync(launch);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await EndOfAsync(launch);
    }

    /// <summary>Keeps a browser for the next run when this one no longer waits for it.</summary>
    private async Task PutBackAsync(Task<LaunchedBrowser> launch)
    {
        lock (_lock)
        {
            if (!_stopped)
            {
                _ready.Enqueue(launch);
                return;
            }
        }

        if (await EndOfAsync(launch) is { } browser)
        {
            await browser.DisposeAsync();
        }
    }

    private static async Task<LaunchedBrowser?> EndOfAsync(Task<LaunchedBrowser> launch)
    {
        await ((Task)launch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return launch.IsCompletedSuccessfully ? await launch : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} has browser process {ProcessId}.")]
    private partial void LogOpened(string runId, int? processId);
}
