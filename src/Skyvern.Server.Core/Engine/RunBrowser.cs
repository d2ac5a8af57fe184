using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>The browser of a run, which may be started anew once when it is lost. While it is open it can be watched under the run's id.</summary>
internal sealed class RunBrowser(IBrowserPool pool, HeldBrowsers held, RunLive live, BrowserRequest request, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Saving costs some milliseconds, losing a browser is rare.</summary>
    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(5);

    private IBrowserSession? _session;
    private string? _state;
    private DateTimeOffset _savedAt;
    private string _earlierConsole = "";
    private IDisposable? _shown;

    /// <summary>The session in use.</summary>
    public IBrowserSession Session => _session ?? throw new InvalidOperationException("The run's browser is not open.");

    /// <summary>Whether a session is open.</summary>
    public bool IsOpen => _session is not null;

    /// <summary>Whether it goes on in a browser that is held open or is somebody else's: such a one is never started anew.</summary>
    public bool IsHeld => request is not { HeldAs: null, Elsewhere: null };

    /// <summary>The console of all sessions of the run.</summary>
    public string ConsoleLog => _earlierConsole + _session?.ConsoleLog;

    /// <summary>Lets the first session begin with what another browser left.</summary>
    public void BeginWith(string state) => _state = state;

    /// <summary>Keeps cookies and stored data for a browser that takes over, unless that was done a moment ago.</summary>
    public async Task SaveStateAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!IsHeld && now - _savedAt >= SavePeriod)
        {
            _state = await Session.SaveStateAsync(cancellationToken) ?? _state;
            _savedAt = now;
        }
    }

    /// <summary>Opens a session, in place of the present one if there is one, with what was saved of it; or borrows the held one.</summary>
    /// <exception cref="BrowserLostException">No browser could be started, or the held one has gone.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _session = request.HeldAs is { } id
            ? await (held.Find(id) ?? throw new BrowserLostException($"The browser of {id} is not open any more."))
                .LendAsync(request.RunId, request.ExtraHttpHeaders, cancellationToken)
            : await pool.OpenAsync(request with { State = _state }, cancellationToken);
        _shown = live.Show(_session.Live, request.HeldAs);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _earlierConsole += session.ConsoleLog;
            _session = null;
            _shown?.Dispose();
            await session.DisposeAsync();
        }
    }
}
