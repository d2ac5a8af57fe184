using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Data.Verification;

/// <summary>Pushed codes in the database.</summary>
internal sealed class TotpCodeStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : ITotpCodeStore
{
    public Task AddAsync(TotpCode code, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                transaction.Db.Add(code);
                var rows = await transaction.Db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return rows;
            },
            cancellationToken);

    public async Task<IReadOnlyList<TotpCode>> ListAsync(TotpCodeFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var codes = db.TotpCodes.AsNoTracking().Where(code => code.OrganizationId == filter.OrganizationId);
        codes = filter.TotpIdentifier is { } identifier ? codes.Where(code => code.TotpIdentifier == identifier) : codes;
        codes = filter.WorkflowRunId is { } workflowRun ? codes.Where(code => code.WorkflowRunId == workflowRun) : codes;
        codes = filter.Type is { } type ? codes.Where(code => code.Type == type) : codes;
        return await Usable(codes, filter.UsableBy)
            .OrderByDescending(code => code.CreatedAt).ThenByDescending(code => code.Id)
            .Take(filter.Limit)
            .ToListAsync(cancellationToken);
    }

    public Task<int> RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var removed = await transaction.Db.TotpCodes.Where(code => code.CreatedAt < moment).ExecuteDeleteAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return removed;
            },
            cancellationToken);

    /// <summary>A code that names a run, a workflow or a workflow run is for that alone.</summary>
    private static IQueryable<TotpCode> Usable(IQueryable<TotpCode> codes, TotpCodeUse? use)
    {
        if (use is null)
        {
            return codes;
        }

        var (run, workflowRun, workflow, after, now) = (use.RunId, use.WorkflowRunId, use.WorkflowPermanentId, use.PushedAfter, use.Now);
        return codes.Where(code =>
            code.CreatedAt > after
            && (code.ExpiredAt == null || code.ExpiredAt > now)
            && (code.TaskId == null || code.TaskId == run)
            && (code.WorkflowId == null || code.WorkflowId == workflow)
            && (code.WorkflowRunId == null || code.WorkflowRunId == workflowRun));
    }
}
