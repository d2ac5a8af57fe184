using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>The one browser of a workflow run, held for its blocks: that of a browser session, or one of its own that is closed at the end.</summary>
internal sealed class WorkflowBrowser(IBrowserPool pool, HeldBrowsers held, ProxyPlaces places, TaskRun run) : IAsyncDisposable
{
    private bool _isOpen;

    /// <summary>The browser.</summary>
    /// <exception cref="BrowserLostException">It is gone.</exception>
    public IBrowserSession Session => held.Find(HeldAs) ?? throw new BrowserLostException($"The browser of {HeldAs} is not open any more.");

    private bool IsOwn => run.Request.BrowserSessionId is null;

    private string HeldAs => run.Request.BrowserSessionId ?? run.Id;

    /// <summary>Opens it, if it is not open, at the page where the blocks before stood.</summary>
    /// <exception cref="BrowserLostException">No browser could be started.</exception>
    public async Task OpenAsync(string? lastPage, CancellationToken cancellationToken)
    {
        if (!IsOwn || _isOpen)
        {
            return;
        }

        var request = new BrowserRequest(run.Id)
        {
            ExtraHttpHeaders = run.Request.ExtraHttpHeaders,
            Upstream = places.Choose(run.Request.ProxyLocation).Proxy,
        };
        held.Hold(run.Id, await pool.OpenAsync(request, cancellationToken));
        _isOpen = true;
        if (lastPage is not null)
        {
            await Session.PerformAsync(new GoToAction(lastPage), cancellationToken);
        }
    }

    /// <summary>Closes it, if it is the run's own.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOpen)
        {
            _isOpen = false;
            await held.ReleaseAsync(run.Id);
        }
    }
}
