using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;
using Skyvern.Server.Endpoints;
using Skyvern.Server.Jobs;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Pages.Status;

/// <summary>Looks at the server. Machines and the work of other organizations are shown to whoever runs it, and to nobody else.</summary>
internal sealed class StatusReader(
    HealthCheckService health, IModelProbe model, IQueueProbe queue, IRunReader runs, OrganizationService organizations, INodeStore nodes, NodeDirectory directory,
    ServerNode node, ServerRoles roles, RunCancellation held, IOptions<WorkerOptions> worker, IOptions<DatabaseOptions> database, IOptions<DataOptions> data, TimeProvider time)
{
    /// <summary>As a person of this organization may see it.</summary>
    public async Task<StatusView> ReadAsync(string organizationId, CancellationToken cancellationToken)
    {
        var isOperators = await organizations.IsOperatorsAsync(organizationId, cancellationToken);
        var counts = isOperators ? await queue.CountAsync(cancellationToken) : await runs.CountAsync(new RunFilter { OrganizationId = organizationId }, cancellationToken);
        return new StatusView
        {
            Checks = HealthAdvice.Read(await health.CheckHealthAsync(cancellationToken), model.Name is not null),
            Queued = counts.GetValueOrDefault(RunStatus.Queued),
            Running = counts.GetValueOrDefault(RunStatus.Running),
            IsWhole = isOperators,
            Browsers = roles.WorksRuns ? (held.Count, worker.Value.MaxConcurrentRuns) : null,
            Node = node.Id,
            Roles = roles.ToString(),
            Version = ServiceEndpoints.Version,
            Database = database.Value.Provider == DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL",
            Disk = isOperators ? ReadDisk() : null,
            Nodes = isOperators ? [.. (await nodes.ListAsync(cancellationToken)).Select(known => (known, directory.IsGone(known)))] : null,
            At = time.GetUtcNow(),
        };
    }

    private (long Free, long Total) ReadDisk()
    {
        const int megabyte = 1_000_000;
        var drive = new DriveInfo(data.Value.Under());
        return (drive.AvailableFreeSpace / megabyte, drive.TotalSize / megabyte);
    }
}
