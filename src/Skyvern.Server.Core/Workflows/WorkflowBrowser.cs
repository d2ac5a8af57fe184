using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>The one browser of a workflow run, held for its blocks: that of a browser session, or one of its own that is closed at the end.</summary>
internal sealed class WorkflowBrowser(
    IBrowserPool pool, HeldBrowsers held, ProxyPlaces places, IProfileSource profiles, LiveBrowsers live, ControlLease control, RunRecording? recording,
    TaskRun run) : IAsyncDisposable
{
    private IDisposable? _shown;

    private bool IsOwn => run.Request.BrowserSessionId is null;

    private string HeldAs => run.Request.BrowserSessionId ?? run.Id;

    /// <summary>Opens it, if it is not open, at the page where the blocks before stood.</summary>
    /// <exception cref="BrowserLostException">No browser could be started, reached or begun with.</exception>
    public async Task OpenAsync(string? lastPage, CancellationToken cancellationToken)
    {
        if (_shown is not null)
        {
            return;
        }

        if (IsOwn)
        {
            held.Hold(run.Id, await pool.OpenAsync(await RequestAsync(cancellationToken), cancellationToken));
        }

        var browser = held.Find(HeldAs) ?? throw Closed();
        var lease = IsOwn ? control : live.Find(run.OrganizationId, HeldAs)?.Control ?? control;
        _shown = live.Show(run.OrganizationId, run.Id, browser.Browser.Live, lease);
        recording?.Watch(browser.Browser.Live);
        if (IsOwn && lastPage is not null)
        {
            await using var borrowed = await BorrowAsync(cancellationToken);
            await borrowed.PerformAsync(new GoToAction(lastPage), cancellationToken);
        }
    }

    /// <summary>The browser for a block that needs no planner; to be disposed when it has done.</summary>
    /// <exception cref="BrowserLostException">It is gone.</exception>
    public Task<IBrowserSession> BorrowAsync(CancellationToken cancellationToken) =>
        (held.Find(HeldAs) ?? throw Closed()).LendAsync(run.Id, run.Request.ExtraHttpHeaders, cancellationToken);

    /// <summary>Closes it, if it is the run's own.</summary>
    public async ValueTask DisposeAsync()
    {
        _shown?.Dispose();
        _shown = null;
        await (recording?.StopAsync() ?? Task.CompletedTask);
        if (IsOwn)
        {
            await held.ReleaseAsync(run.Id);
        }

        await (recording?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<BrowserRequest> RequestAsync(CancellationToken cancellationToken)
    {
        var elsewhere = BrowserElsewhere.Of(run.Request);
        return new BrowserRequest(run.Id)
        {
            ExtraHttpHeaders = run.Request.ExtraHttpHeaders,
            Elsewhere = elsewhere,
            Upstream = elsewhere is null ? places.Choose(run.Request.ProxyLocation).Proxy : null,
            State = run.Request.BrowserProfileId is not { } profile ? null
                : await profiles.OpenAsync(run.OrganizationId, profile, cancellationToken)
                    ?? throw new BrowserLostException($"The browser profile {profile} is gone, or can no longer be read: make it anew."),
        };
    }

    private BrowserLostException Closed() => new($"The browser of {HeldAs} is not open any more.");
}
