using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Health;

/// <summary>Asks the artifact store whether it can be used. Without it runs still work, but keep no pictures and files: degraded.</summary>
internal sealed class ArtifactHealthCheck(IArtifactStore artifacts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await artifacts.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy("The artifact store answers.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Degraded("The artifact store cannot be reached or refuses. The command doctor says more.");
        }
    }
}
