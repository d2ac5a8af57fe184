using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Skyvern.Server.Jobs;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Health;

/// <summary>Tells how many more runs this process can work on at once. None is no fault: further ones wait.</summary>
internal sealed class WorkerHealthCheck(RunCancellation runs, ServerRoles roles, IOptions<WorkerOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!roles.WorksRuns)
        {
            return Task.FromResult(HealthCheckResult.Healthy("This process works no runs off: it is no worker."));
        }

        var (busy, places) = (runs.Count, options.Value.MaxConcurrentRuns);
        var free = Math.Max(0, places - busy);
        return Task.FromResult(HealthCheckResult.Healthy(
            free == 0 ? $"All {places} worker places are taken: further runs wait." : $"{free} of {places} worker places are free.",
            new Dictionary<string, object> { ["busy"] = busy, ["places"] = places }));
    }
}
