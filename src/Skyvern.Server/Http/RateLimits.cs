using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Skyvern.Server.Authentication;
using Skyvern.Server.Pages;

namespace Skyvern.Server.Http;

/// <summary>Keeps one key from taking the server from the others: each has a bucket of calls that refills evenly.</summary>
internal static class RateLimits
{
    private const int BucketsPerMinute = 60;

    /// <summary>Adds the limiter; calls without a key are not counted.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Bucket);
        limiter.OnRejected = RejectAsync;
    });

    private static RateLimitPartition<string> Bucket(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value;
        return options.RequestsPerMinute == 0 || context.User.ApiKeyId() is not { } key
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RequestsPerMinute,
                TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / BucketsPerMinute),
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Math.Min(BucketsPerMinute, options.RequestsPerMinute),
                QueueLimit = 0,
            });
    }

    private static async ValueTask RejectAsync(Microsoft.AspNetCore.RateLimiting.OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.HttpContext.Response.Headers.RetryAfter = seconds;
        if (PageErrors.IsForPeople(context.HttpContext, context.HttpContext.GetEndpoint()))
        {
            await PageErrors.WriteAsync(context.HttpContext, StatusCodes.Status429TooManyRequests);
            return;
        }

        await ApiErrors.WriteAsync(
            context.HttpContext, StatusCodes.Status429TooManyRequests, $"Too many calls with this key. Try again in {seconds} s (setting Server:RequestsPerMinute).");
    }
}
