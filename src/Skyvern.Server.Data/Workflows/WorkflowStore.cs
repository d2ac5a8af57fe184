using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data.Configurations;
using Skyvern.Server.Data.Runs;

namespace Skyvern.Server.Data.Workflows;

/// <summary>Workflows in the database, all bound to one organization.</summary>
internal sealed class WorkflowStore(
    IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions, TimeProvider time) : IWorkflowStore
{
    private static readonly TimeSpan KeyWindow = TimeSpan.FromHours(24);

    public async Task<CreateWorkflowResult> CreateAsync(Workflow workflow, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        try
        {
            return await CreateOrRepeatAsync(workflow, idempotency, cancellationToken);
        }
        catch (DbUpdateException e) when (idempotency is not null && IdempotencyKeys.WasTaken(e))
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await FindRepeatAsync(db, workflow.OrganizationId, idempotency, cancellationToken)
                ?? throw new InvalidOperationException("An idempotency key was taken and given back while a workflow was created.", e);
        }
    }

    public Task<bool> TryAddVersionAsync(Workflow workflow, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                // Locks the earlier versions, so that two changes of one moment get two numbers.
                var earlier = Living(transaction.Db, workflow.OrganizationId, workflow.PermanentId);
                var now = time.GetUtcNow();
                if (await earlier.ExecuteUpdateAsync(one => one.SetProperty(w => w.ModifiedAt, now), cancellationToken) == 0)
                {
                    return false;
                }

                workflow.Version = await earlier.MaxAsync(one => one.Version, cancellationToken) + 1;
                transaction.Db.AddWorkflow(workflow);
                await transaction.Db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<Workflow?> FindAsync(string organizationId, string permanentId, int? version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Living(db, organizationId, permanentId)
            .Where(workflow => version == null || workflow.Version == version)
            .OrderByDescending(workflow => workflow.Version)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<Workflow?> FindVersionAsync(string organizationId, string workflowId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Workflows.AsNoTracking()
            .FirstOrDefaultAsync(workflow => workflow.Id == workflowId && workflow.OrganizationId == organizationId, cancellationToken);
    }

    public async Task<Workflow?> FindByRunAsync(string organizationId, string runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Workflows.AsNoTracking()
            .FirstOrDefaultAsync(workflow => workflow.FromRunId == runId && workflow.OrganizationId == organizationId, cancellationToken);
    }

    public async Task<IReadOnlyList<Workflow>> ListVersionsAsync(
        string organizationId, string permanentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Living(db, organizationId, permanentId)
            .OrderByDescending(workflow => workflow.Version)
            .ToListAsync(cancellationToken);
    }

    public async Task<Page<Workflow>> ListAsync(WorkflowFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matches = Matches(db, filter);
        var total = await matches.CountAsync(cancellationToken);
        var skipped = (long)(filter.Page - 1) * filter.PageSize;
        if (skipped >= total)
        {
            return new Page<Workflow>([], total);
        }

        var items = await matches
            .OrderByDescending(workflow => workflow.CreatedAt).ThenByDescending(workflow => workflow.Id)
            .Skip((int)skipped).Take(filter.PageSize)
            .ToListAsync(cancellationToken);
        return new Page<Workflow>(items, total);
    }

    public async Task<IReadOnlySet<string>> ListDeletedAsync(
        string organizationId, IReadOnlyCollection<string> permanentIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Workflows
            .Where(workflow => workflow.OrganizationId == organizationId && permanentIds.Contains(workflow.PermanentId) && workflow.DeletedAt != null)
            .Select(workflow => workflow.PermanentId)
            .ToHashSetAsync(cancellationToken);
    }

    public Task<bool> DeleteAsync(string organizationId, string permanentId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                var deleted = await Living(transaction.Db, organizationId, permanentId).ExecuteUpdateAsync(
                    workflow => workflow.SetProperty(w => w.DeletedAt, now).SetProperty(w => w.ModifiedAt, now), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return deleted > 0;
            },
            cancellationToken);

    private Task<CreateWorkflowResult> CreateOrRepeatAsync(
        Workflow workflow, IdempotencyKey? idempotency, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var db = transaction.Db;
                if (idempotency is not null)
                {
                    if (await FindRepeatAsync(db, workflow.OrganizationId, idempotency, cancellationToken) is { } earlier)
                    {
                        return earlier;
                    }

                    // A key is free again after a day, and not because another create took it just now.
                    var expired = time.GetUtcNow() - KeyWindow;
                    await OfKey(db, workflow.OrganizationId, idempotency)
                        .Where(one => one.CreatedAt <= expired)
                        .ExecuteUpdateAsync(one => one.SetProperty(w => w.CreationKey, (string?)null), cancellationToken);
                    (workflow.CreationKey, workflow.CreationHash) = (idempotency.Value, idempotency.BodyHash);
                }

                db.AddWorkflow(workflow);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return new CreateWorkflowResult(CreateRunOutcome.Created, workflow);
            },
            cancellationToken);

    private async Task<CreateWorkflowResult?> FindRepeatAsync(
        SkyvernDbContext db, string organizationId, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - KeyWindow;
        var found = await OfKey(db, organizationId, key).AsNoTracking().FirstOrDefaultAsync(workflow => workflow.CreatedAt > since, cancellationToken);
        return found is null ? null
            : found.CreationHash == key.BodyHash ? new CreateWorkflowResult(CreateRunOutcome.Repeated, found)
            : new CreateWorkflowResult(CreateRunOutcome.KeyReused, null);
    }

    private static IQueryable<Workflow> OfKey(SkyvernDbContext db, string organizationId, IdempotencyKey key) =>
        db.Workflows.Where(workflow => workflow.OrganizationId == organizationId && workflow.CreationKey == key.Value);

    private static IQueryable<Workflow> Living(SkyvernDbContext db, string organizationId, string permanentId) =>
        db.Workflows.AsNoTracking().Where(workflow =>
            workflow.PermanentId == permanentId && workflow.OrganizationId == organizationId && workflow.DeletedAt == null);

    private static IQueryable<Workflow> Matches(SkyvernDbContext db, WorkflowFilter filter)
    {
        var matches = db.Workflows.AsNoTracking().Where(workflow =>
            workflow.OrganizationId == filter.OrganizationId
            && workflow.DeletedAt == null
            && !db.Workflows.Any(later => later.PermanentId == workflow.PermanentId && later.Version > workflow.Version));
        if (filter.Statuses.Count > 0)
        {
            matches = matches.Where(workflow => filter.Statuses.Contains(workflow.Status));
        }

        if (filter.IsSavedTask is { } isSavedTask)
        {
            matches = matches.Where(workflow => workflow.IsSavedTask == isSavedTask);
        }

        foreach (var folded in filter.Searches.Select(SearchTexts.Fold))
        {
            matches = matches.Where(workflow => EF.Property<string>(workflow, WorkflowConfiguration.SearchText).Contains(folded));
        }

        return matches;
    }
}
