using System.Threading.RateLimiting;

namespace Skyvern.Server.Authentication;

/// <summary>Counts log-ins by address, so that nobody can try keys one after the other.</summary>
internal sealed class LoginAttempts : IDisposable
{
    private const int MostInAMinute = 10;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostInAMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether the sender may try once more now.</summary>
    public bool MayTry(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "");
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
