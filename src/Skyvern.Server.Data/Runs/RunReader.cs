using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Configurations;

namespace Skyvern.Server.Data.Runs;

/// <summary>Lists from the database, all bound to one organization.</summary>
internal sealed class RunReader(IDbContextFactory<SkyvernDbContext> contexts) : IRunReader
{
    public async Task<Page<TaskRun>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matches = Matches(db.Runs.AsNoTracking(), filter);
        var total = await matches.CountAsync(cancellationToken);
        var skipped = (long)(filter.Page - 1) * filter.PageSize;
        if (skipped >= total)
        {
            return new Page<TaskRun>([], total);
        }

        // The ids first: rows that are only skipped are then never read.
        var ids = Sorted(matches, filter).Skip((int)skipped).Take(filter.PageSize).Select(run => run.Id);
        var items = await Sorted(db.Runs.AsNoTracking().Where(run => ids.Contains(run.Id)), filter).ToListAsync(cancellationToken);
        return new Page<TaskRun>(items, total);
    }

    public async Task<IReadOnlyDictionary<RunStatus, int>> CountAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matches(db.Runs.AsNoTracking(), filter with { Statuses = [] })
            .GroupBy(run => run.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    public async Task<IReadOnlyList<RunStep>> ListStepsAsync(string organizationId, string runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Steps.AsNoTracking()
            .Where(step => step.RunId == runId && step.OrganizationId == organizationId)
            .OrderBy(step => step.Order).ThenBy(step => step.RetryIndex).ThenBy(step => step.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<RunAction>> ListActionsAsync(string organizationId, string runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Actions.AsNoTracking()
            .Where(action => action.RunId == runId && action.OrganizationId == organizationId)
            .OrderBy(action => action.CreatedAt).ThenBy(action => action.StepOrder).ThenBy(action => action.Order).ThenBy(action => action.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Artifact>> ListArtifactsAsync(
        string organizationId, string runId, IReadOnlyList<string> types, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OldestFirst(OfRun(db, runId), organizationId, types).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Artifact>> ListStepArtifactsAsync(string organizationId, string stepId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OldestFirst(db.Artifacts.Where(artifact => artifact.StepId == stepId), organizationId, []).ToListAsync(cancellationToken);
    }

    public async Task<ILookup<string, Artifact>> ListArtifactsAsync(
        string organizationId, IReadOnlyCollection<string> runIds, IReadOnlyList<string> types, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var artifacts = await OldestFirst(db.Artifacts.Where(artifact => runIds.Contains(artifact.RunId!)), organizationId, types)
            .ToListAsync(cancellationToken);
        return artifacts.ToLookup(artifact => artifact.RunId!);
    }

    public async Task<Artifact?> FindArtifactAsync(string artifactId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Artifacts.AsNoTracking().FirstOrDefaultAsync(artifact => artifact.Id == artifactId, cancellationToken);
    }

    public async Task<IReadOnlyList<RunEvent>> ListEventsAsync(
        string organizationId, string runId, long afterId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Events.AsNoTracking()
            .Where(runEvent => runEvent.RunId == runId && runEvent.OrganizationId == organizationId && runEvent.Id > afterId)
            .OrderBy(runEvent => runEvent.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<QueuePlace> FindPlaceAsync(TaskRun run, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await db.Runs.AsNoTracking()
            .Where(other => other.OrganizationId == run.OrganizationId && other.WorkflowRunId == null)
            .Where(other => other.Status == RunStatus.Running || (other.Status == RunStatus.Queued && other.CreatedAt < run.CreatedAt))
            .GroupBy(other => other.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Status, group => group.Count, cancellationToken);
        return new QueuePlace(counts.GetValueOrDefault(RunStatus.Queued), counts.GetValueOrDefault(RunStatus.Running));
    }

    private static IQueryable<TaskRun> Matches(IQueryable<TaskRun> runs, RunFilter filter)
    {
        var matches = runs.Where(run => run.OrganizationId == filter.OrganizationId);
        matches = filter.Scope switch
        {
            RunScope.StandaloneTasks => matches.Where(run => run.WorkflowRunId == null && run.RunType != TaskRun.WorkflowRunType),
            RunScope.Tasks => matches.Where(run => run.RunType != TaskRun.WorkflowRunType),
            RunScope.WorkflowRuns => matches.Where(run => run.RunType == TaskRun.WorkflowRunType),
            _ => matches.Where(run => run.WorkflowRunId == null),
        };
        if (filter.WorkflowPermanentId is { } workflow)
        {
            matches = matches.Where(run => run.WorkflowPermanentId == workflow);
        }

        if (filter.WorkflowRunId is { } workflowRun)
        {
            matches = matches.Where(run => run.WorkflowRunId == workflowRun);
        }

        if (filter.BrowserSessionId is { } session)
        {
            matches = matches.Where(run => run.BrowserSessionId == session);
        }

        if (filter.Statuses.Count > 0)
        {
            matches = matches.Where(run => filter.Statuses.Contains(run.Status));
        }

        if (filter.RunTypes.Count > 0)
        {
            matches = matches.Where(run => filter.RunTypes.Contains(run.RunType));
        }

        if (!string.IsNullOrEmpty(filter.Search))
        {
            var folded = TaskRunConfiguration.Fold(filter.Search);
            matches = matches.Where(run => EF.Property<string>(run, TaskRunConfiguration.SearchText).Contains(folded));
        }

        return matches;
    }

    // Ids break ties of one millisecond, so that no row is on two pages.
    private static IQueryable<TaskRun> Sorted(IQueryable<TaskRun> runs, RunFilter filter) => (filter.ByModified, filter.Ascending) switch
    {
        (false, false) => runs.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id),
        (false, true) => runs.OrderBy(run => run.CreatedAt).ThenBy(run => run.Id),
        (true, false) => runs.OrderByDescending(run => run.ModifiedAt).ThenByDescending(run => run.Id),
        (true, true) => runs.OrderBy(run => run.ModifiedAt).ThenBy(run => run.Id),
    };

    /// <summary>What a run left; a workflow run's artifacts are those of its blocks.</summary>
    private static IQueryable<Artifact> OfRun(SkyvernDbContext db, string runId) =>
        from run in db.Runs
        where run.Id == runId || run.WorkflowRunId == runId
        join artifact in db.Artifacts on run.Id equals artifact.RunId
        select artifact;

    private static IQueryable<Artifact> OldestFirst(IQueryable<Artifact> artifacts, string organizationId, IReadOnlyList<string> types)
    {
        var mine = artifacts.AsNoTracking().Where(artifact => artifact.OrganizationId == organizationId);
        return (types.Count == 0 ? mine : mine.Where(artifact => types.Contains(artifact.Type)))
            .OrderBy(artifact => artifact.CreatedAt).ThenBy(artifact => artifact.Id);
    }
}
