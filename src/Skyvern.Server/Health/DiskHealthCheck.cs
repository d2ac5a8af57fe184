using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Skyvern.Server.Health;

/// <summary>Ready only while the data folder's disk has room.</summary>
internal sealed class DiskHealthCheck(DataSpace space) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = space.FreeMegabytes;
        var data = new Dictionary<string, object> { ["free_megabytes"] = free };
        return Task.FromResult(
            space.IsOut(free) ? HealthCheckResult.Unhealthy($"The data folder's disk is almost full: {free} MB are left.", data: data)
            : space.IsLow(free) ? HealthCheckResult.Degraded($"The data folder's disk gets full: {free} MB are left.", data: data)
            : HealthCheckResult.Healthy($"The data folder's disk has {free} MB left.", data));
    }
}
