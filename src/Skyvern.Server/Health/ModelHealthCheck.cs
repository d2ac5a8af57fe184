using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Health;

/// <summary>Tells how the model answered last; it is not asked for this. A model that fails leaves the server ready: it may answer the next run.</summary>
internal sealed class ModelHealthCheck(IModelProbe model, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(model switch
    {
        { Name: null } => HealthCheckResult.Healthy("No model is configured: tasks are planned by rules."),
        { Last: null } => HealthCheckResult.Healthy("A model is configured; this process has not asked it yet."),
        { Last: { Fault: null } last } => HealthCheckResult.Healthy($"The model answered {Ago(last)}."),
        { Last: { Fault: 0 } last } => HealthCheckResult.Degraded($"The model could not be reached {Ago(last)}. The command doctor says more."),
        { Last: { } last } => HealthCheckResult.Degraded($"The model refused with status {last.Fault} {Ago(last)}. The command doctor says more."),
    });

    private string Ago(ModelAnswer answer) => $"{Math.Max(0, (time.GetUtcNow() - answer.At).TotalSeconds):0} s ago";
}
