using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Pages;

/// <summary>Reads what the frame around every page shows. The checks of health are asked once in a while, not for each page.</summary>
internal sealed class ShellReader(
    IRunReader runs, ISessionStore sessions, HealthCheckService health, NodeDirectory nodes, ServerRoles roles, RunCancellation held,
    IOptions<DatabaseOptions> database, IOptions<WorkerOptions> worker, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private volatile Seen? _last;

    /// <summary>For a person of this organization.</summary>
    public async Task<Shell> ReadAsync(string organizationId, CancellationToken cancellationToken)
    {
        var counts = await runs.CountAsync(new RunFilter { OrganizationId = organizationId }, cancellationToken);
        var open = await sessions.ListActiveAsync(organizationId, cancellationToken);
        return new(
            counts.Values.Sum(), open.Count, await GlanceAsync(cancellationToken),
            database.Value.Provider == DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL", await WorkAsync(cancellationToken));
    }

    private async Task<string> WorkAsync(CancellationToken cancellationToken)
    {
        var workers = (await nodes.ListLiveAsync(cancellationToken)).Where(node => node.WorksRuns).ToList();

        // Other processes tell how much they do, not how much they could.
        return roles.WorksRuns && workers.Count <= 1
            ? $"{held.Count} of {worker.Value.MaxConcurrentRuns} browsers busy"
            : $"{workers.Sum(node => node.Runs)} runs on {workers.Count} workers";
    }

    private async Task<HealthGlance> GlanceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_last is not { } last || last.At + Fresh <= now)
        {
            _last = last = new((await health.CheckHealthAsync(cancellationToken)).Status, now);
        }

        return last.Status switch
        {
            HealthStatus.Healthy => HealthGlance.Good,
            HealthStatus.Degraded => HealthGlance.Look,
            _ => HealthGlance.Bad,
        };
    }

    private sealed record Seen(HealthStatus Status, DateTimeOffset At);
}
