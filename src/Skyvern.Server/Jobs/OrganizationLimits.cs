using Microsoft.Extensions.Options;
using Quartz;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Jobs;

/// <summary>How many runs of an organization, and of a browser session, run at the same time, counted over all processes.</summary>
internal sealed class OrganizationLimits(
    IOrganizationStore organizations, [FromKeyedServices(Schedulers.Runs)] ISchedulerFactory factory, IOptions<WorkerOptions> options)
    : IDisposable
{
    private const string Prefix = "org:";
    private const string SessionPrefix = "session:";

    /// <summary>One after the other: what was read earlier must not replace what was read later.</summary>
    private readonly SemaphoreSlim _applying = new(1);
    private string _applied = "";

    /// <summary>
    /// The group in which a run is counted: those of one browser session go one after the other, and a run waits for its session without
    /// holding a worker; the others count for their organization.
    /// </summary>
    public static string GroupOf(TaskRun run) => run.BrowserSessionId is { } session ? SessionPrefix + session : Prefix + run.OrganizationId;

    /// <summary>Hands the limits of the settings and of the organizations to the scheduler, where they have changed.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await _applying.WaitAsync(cancellationToken);
        try
        {
            await ApplyNewestAsync(cancellationToken);
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <summary>The limit of organizations without a number of their own.</summary>
    public static ExecutionLimitsBuilder Default(ExecutionLimitsBuilder limits, WorkerOptions options) =>
        limits.ForGroupsWithPrefix(Prefix, options.MaxConcurrentRunsPerOrganization, ExecutionLimitScope.Cluster)
            .ForGroupsWithPrefix(SessionPrefix, 1, ExecutionLimitScope.Cluster);

    /// <inheritdoc />
    public void Dispose() => _applying.Dispose();

    private async Task ApplyNewestAsync(CancellationToken cancellationToken)
    {
        var own = (await organizations.ListAsync(cancellationToken))
            .Where(organization => organization.MaxConcurrentRuns is > 0)
            .OrderBy(organization => organization.Id, StringComparer.Ordinal)
            .ToList();
        var wanted = string.Join(',', own.Select(organization => $"{organization.Id}={organization.MaxConcurrentRuns}")) + "+";
        if (wanted == _applied)
        {
            return;
        }

        var limits = Default(ExecutionLimitsBuilder.Create(), options.Value);
        foreach (var organization in own)
        {
            limits.ForGroup(Prefix + organization.Id, organization.MaxConcurrentRuns!.Value, ExecutionLimitScope.Cluster);
        }

        var scheduler = await factory.GetScheduler(cancellationToken);
        await scheduler.SetExecutionLimits(limits.Build(), cancellationToken);
        _applied = wanted;
    }
}
