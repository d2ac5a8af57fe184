using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Health;

/// <summary>Ready only when the database answers; degraded when it is of an older form than this version's.</summary>
internal sealed class DatabaseHealthCheck(IDatabaseProbe database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await database.AnswersAsync(cancellationToken))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }

        var pending = await database.CountPendingMigrationsAsync(cancellationToken);
        var data = new Dictionary<string, object> { ["pending_migrations"] = pending };
        return pending == 0
            ? HealthCheckResult.Healthy("The database answers and is of this version's form.", data)
            : HealthCheckResult.Degraded($"The database answers but lacks {pending} migrations: restart the server, or stop it and use the command migrate.", data: data);
    }
}
