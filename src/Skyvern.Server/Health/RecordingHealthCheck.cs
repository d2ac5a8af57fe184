using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Health;

/// <summary>Tells whether runs are recorded. Without ffmpeg they work, but nobody can look at them afterwards: degraded.</summary>
internal sealed class RecordingHealthCheck(IVideoEncoder encoder, IOptions<RecordingOptions> options, ServerRoles roles) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !roles.WorksRuns ? HealthCheckResult.Healthy("This process records no runs: it is no worker.")
            : !options.Value.Enabled ? HealthCheckResult.Healthy("Runs are not recorded: Recording:Enabled is false.")
            : encoder.FindProblem() is { } problem
            ? HealthCheckResult.Degraded($"Runs are not recorded. {problem}")
            : HealthCheckResult.Healthy("Runs are recorded."));
}
