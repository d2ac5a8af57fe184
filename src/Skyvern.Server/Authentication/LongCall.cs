using System.Threading.RateLimiting;

namespace Skyvern.Server.Authentication;

/// <summary>One event stream or socket that is open.</summary>
internal sealed class LongCall : IAsyncDisposable
{
    private readonly RateLimitLease? _lease;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _revoked = new();
    private readonly Task _watching = Task.CompletedTask;

    /// <summary>A call that is not counted.</summary>
    public LongCall() => Revoked = _revoked.Token;

    /// <param name="lease">The caller's place.</param>
    /// <param name="waitForEnd">Ends when the caller's key counts no more.</param>
    public LongCall(RateLimitLease lease, Func<CancellationToken, Task> waitForEnd)
        : this() => (_lease, _watching) = (lease, WatchAsync(waitForEnd));

    /// <summary>Ends when the caller's key counts no more.</summary>
    public CancellationToken Revoked { get; }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lease?.Dispose();
        _over.Dispose();
        _revoked.Dispose();
    }

    private async Task WatchAsync(Func<CancellationToken, Task> waitForEnd)
    {
        await waitForEnd(_over.Token);
        await _revoked.CancelAsync();
    }
}
