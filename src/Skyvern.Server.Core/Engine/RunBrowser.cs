using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>The browser of a run, which may be started anew once when it is lost.</summary>
internal sealed class RunBrowser(IBrowserPool pool, BrowserRequest request) : IAsyncDisposable
{
    private IBrowserSession? _session;
    private string _earlierConsole = "";

    /// <summary>The session in use.</summary>
    public IBrowserSession Session => _session ?? throw new InvalidOperationException("The run's browser is not open.");

    /// <summary>Whether a session is open.</summary>
    public bool IsOpen => _session is not null;

    /// <summary>The console of all sessions of the run.</summary>
    public string ConsoleLog => _earlierConsole + _session?.ConsoleLog;

    /// <summary>Opens a session, in place of the present one if there is one.</summary>
    /// <exception cref="BrowserLostException">No browser could be started.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _session = await pool.OpenAsync(request, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            _earlierConsole += session.ConsoleLog;
            _session = null;
            await session.DisposeAsync();
        }
    }
}
