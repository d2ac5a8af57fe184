using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Skyvern.Client.Json;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Health;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Endpoints;

/// <summary>Whether the process lives, and whether it can take work; for load balancers and containers, without a key.</summary>
/// <remarks>Unhealthy (503): send it no work. Degraded (200): it works, but a person should look.</remarks>
internal static class HealthEndpoints
{
    private const string Database = "database";

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddReadinessChecks(this IServiceCollection services)
    {
        services.AddSingleton<DataSpace>();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>(Database, timeout: CheckTimeout)
            .AddCheck<BrowserHealthCheck>("browser", timeout: CheckTimeout)
            .AddCheck<RecordingHealthCheck>("recording", HealthStatus.Degraded, timeout: CheckTimeout)
            .AddCheck<ModelHealthCheck>("model", HealthStatus.Degraded, timeout: CheckTimeout)
            .AddCheck<DiskHealthCheck>("disk", timeout: CheckTimeout)
            .AddCheck<ArtifactHealthCheck>("artifacts", HealthStatus.Degraded, timeout: CheckTimeout)
            .AddCheck<WorkerHealthCheck>("worker", timeout: CheckTimeout);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var answer = new Dictionary<string, object>
        {
            ["status"] = Word(report.Status),
            ["roles"] = context.RequestServices.GetRequiredService<ServerRoles>().ToString(),
            ["checks"] = report.Entries.ToDictionary(
                entry => entry.Key, entry => new { status = Word(entry.Value.Status), entry.Value.Description, entry.Value.Data }),
        };
        if (await IsOperatorAsync(context, report))
        {
            answer["node"] = context.RequestServices.GetRequiredService<ServerNode>().Id;
        }

        await context.Response.WriteAsJsonAsync(answer, WireJson.Options, context.RequestAborted);
    }

    /// <summary>Machines have their names for those who operate them alone, and keys can be looked up only where the database answers.</summary>
    private static async Task<bool> IsOperatorAsync(HttpContext context, HealthReport report)
    {
        if (CallerSecret.InHeaders(context.Request) is not { } secret
            || !report.Entries.TryGetValue(Database, out var database) || database.Status == HealthStatus.Unhealthy)
        {
            return false;
        }

        var (key, _) = await context.RequestServices.GetRequiredService<CallerCheck>().CheckAsync(secret, context.RequestAborted);
        return key is not null
            && await context.RequestServices.GetRequiredService<OrganizationService>().IsOperatorsAsync(key.OrganizationId, context.RequestAborted);
    }

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
