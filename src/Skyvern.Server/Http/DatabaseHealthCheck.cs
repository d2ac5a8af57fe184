using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Http;

/// <summary>Ready only when the database answers.</summary>
internal sealed class DatabaseHealthCheck(IDatabaseProbe database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.AnswersAsync(cancellationToken)
            ? HealthCheckResult.Healthy("The database answers.")
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
