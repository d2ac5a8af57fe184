using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Health;

/// <summary>Ready only when there is a browser to start, where one is needed.</summary>
internal sealed class BrowserHealthCheck(IBrowserProbe browser, ServerRoles roles) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !roles.WorksRuns ? HealthCheckResult.Healthy("This process opens no browsers: it is no worker.")
            : browser.FindProblem() is { } problem
            ? HealthCheckResult.Unhealthy(problem)
            : HealthCheckResult.Healthy("There is a browser to start."));
}
