using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Http;

namespace Skyvern.Server.Authentication;

/// <summary>Event streams and sockets: each key may have only so many open at once, and none outlives its key.</summary>
internal sealed partial class LongCalls(
    OrganizationService organizations, IOptions<ServerOptions> options, TimeProvider time, ILogger<LongCalls> logger) : IDisposable
{
    /// <summary>What is said to a caller that has too many.</summary>
    public const string TooMany = "Too many event streams and live sockets are open with this key. Close some (setting Server:StreamsPerKey).";

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = options.Value.StreamsPerKey }));

    /// <summary>Begins a long call, until it is disposed; null when the caller has too many. Callers that are still to be checked are not counted.</summary>
    public LongCall? TryBegin(ClaimsPrincipal caller)
    {
        if (caller.ApiKeyId() is not { } keyId)
        {
            return new LongCall();
        }

        var lease = _limiter.AttemptAcquire(keyId);
        if (lease.IsAcquired)
        {
            return new LongCall(lease, token => WaitForEndAsync(caller.OrganizationId(), keyId, token));
        }

        lease.Dispose();
        return null;
    }

    public void Dispose() => _limiter.Dispose();

    private async Task WaitForEndAsync(string organizationId, string keyId, CancellationToken cancellationToken)
    {
        do
        {
            await Task.Delay(LookPeriod, time, cancellationToken);
        }
        while (await CountsAsync(organizationId, keyId, cancellationToken));
    }

    private async Task<bool> CountsAsync(string organizationId, string keyId, CancellationToken cancellationToken)
    {
        try
        {
            return await organizations.FindKeyAsync(organizationId, keyId, cancellationToken) is not null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A database that is away for a moment ends nobody's call: it is asked again.
            LogNotAsked(e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "It could not be looked up whether a key still counts.")]
    private partial void LogNotAsked(Exception cause);
}
