using System.Collections.Concurrent;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Benchmarks;

/// <summary>The server's own pool; notes how long opening took and when a run had its browser.</summary>
internal sealed class TimedBrowserPool(IBrowserPool pool, TimeProvider time) : IBrowserPool
{
    /// <summary>By run.</summary>
    public ConcurrentDictionary<string, (DateTimeOffset At, TimeSpan Took)> Opened { get; } = new(StringComparer.Ordinal);

    public async Task<IBrowserSession> OpenAsync(BrowserRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var session = await pool.OpenAsync(request, cancellationToken);
        Opened[request.RunId] = (time.GetUtcNow(), time.GetElapsedTime(started));
        return session;
    }
}
