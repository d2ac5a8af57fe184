using System.Threading.RateLimiting;

namespace Skyvern.Server.Authentication;

/// <summary>Counts log-ins that went wrong by address, so that nobody can try keys one after the other.</summary>
internal sealed class LoginAttempts : IDisposable
{
    private const int MostInAMinute = 10;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostInAMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether the sender may try once more now.</summary>
    public bool MayTry(HttpContext context) => _limiter.GetStatistics(Sender(context))?.CurrentAvailablePermits > 0;

    /// <summary>Counts one that went wrong.</summary>
    public void Fail(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(Sender(context));
    }

    public void Dispose() => _limiter.Dispose();

    private static string Sender(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
