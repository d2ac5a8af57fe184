using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Health;

/// <summary>Ready only when there is a browser to start.</summary>
internal sealed class BrowserHealthCheck(IBrowserProbe browser) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(browser.FindProblem() is { } problem
            ? HealthCheckResult.Unhealthy(problem)
            : HealthCheckResult.Healthy("There is a browser to start."));
}
