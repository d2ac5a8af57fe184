using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Pool;

/// <summary>The one Playwright driver of this process; a dead one is replaced, since it takes all its browsers along.</summary>
internal sealed class PlaywrightDriver : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _current;

    /// <summary>The driver, started when there is none.</summary>
    public async Task<IPlaywright> GetAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _current ??= await Playwright.CreateAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Forgets a driver that no longer answers, so that the next call starts another.</summary>
    public async Task DiscardAsync(IPlaywright dead)
    {
        await _starting.WaitAsync();
        try
        {
            if (ReferenceEquals(_current, dead))
            {
                _current = null;
                dead.Dispose();
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Whether an error means that the driver itself is gone.</summary>
    public static bool IsDead(Exception e) =>
        e is PlaywrightException && (e.Message.Contains("Connection closed", StringComparison.Ordinal)
            || e.Message.Contains("Connection disposed", StringComparison.Ordinal)
            || e.Message.Contains("Process exited", StringComparison.Ordinal));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        _current?.Dispose();
        _current = null;
        _starting.Dispose();
    }
}
