using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data.Configurations;
using Skyvern.Server.Data.Runs;

namespace Skyvern.Server.Data.Workflows;

/// <summary>Blocks of workflow runs in the database. A block is added behind the fence of its workflow run.</summary>
internal sealed class BlockStore(
    IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions, TimeProvider time) : IBlockStore
{
    public Task<bool> AddAsync(RunClaim workflowRun, TaskRun block, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var (db, now) = (transaction.Db, time.GetUtcNow());
                var held = await db.Runs
                    .Where(run => run.Id == workflowRun.RunId && run.Attempt == workflowRun.Attempt && run.Status == RunStatus.Running)
                    .ExecuteUpdateAsync(
                        run => run
                            .SetProperty(r => r.ModifiedAt, now)
                            .SetProperty(r => r.StepCount, r => db.Runs.Where(b => b.WorkflowRunId == r.Id).Sum(b => b.StepCount)),
                        cancellationToken);
                if (held == 0)
                {
                    return false;
                }

                db.AddRun(block);
                db.Add(RunEvents.Running(block));
                if (block.Status.IsFinal())
                {
                    db.Add(RunEvents.Ended(block));
                }

                db.Add(RunEvents.Block(workflowRun.Run, block));
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<IReadOnlyList<TaskRun>> ListAsync(string organizationId, string workflowRunId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Blocks(db, organizationId, workflowRunId)
            .OrderBy(run => run.CreatedAt).ThenBy(run => run.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<string?> FindLastPageAsync(string organizationId, string workflowRunId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Blocks(db, organizationId, workflowRunId)
            .Join(db.Steps, run => run.Id, step => step.RunId, (_, step) => step)
            .Where(step => step.Url != null)
            .OrderByDescending(step => step.CreatedAt).ThenByDescending(step => step.Id)
            .Select(step => step.Url)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<TaskRun> Blocks(SkyvernDbContext db, string organizationId, string workflowRunId) =>
        db.Runs.AsNoTracking().Where(run => run.WorkflowRunId == workflowRunId && run.OrganizationId == organizationId);
}
