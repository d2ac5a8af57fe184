using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data.Configurations;

namespace Skyvern.Server.Data.Runs;

/// <summary>Runs in the database. Whoever changes a run's status takes its row lock first, by an update that only a run in the right status meets.</summary>
internal sealed class RunStore(
    IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions, IRunQueue queue, RunEnding ending, ServerNode node, ServerMetrics metrics,
    TimeProvider time) : IRunStore
{
    public async Task<CreateRunResult> CreateAsync(TaskRun run, IdempotencyKey? idempotency, CancellationToken cancellationToken)
    {
        try
        {
            var result = await CreateOrRepeatAsync(run, idempotency, cancellationToken);
            if (result.Outcome == CreateRunOutcome.Created)
            {
                queue.Wake();
            }

            return result;
        }
        catch (DbUpdateException e) when (idempotency is not null && IdempotencyKeys.WasTaken(e))
        {
            return await FindRepeatAsync(run.OrganizationId, idempotency, cancellationToken)
                ?? throw new InvalidOperationException("An idempotency key was taken and given back while a run was created.", e);
        }
    }

    public async Task<CreateRunResult?> FindRepeatAsync(string organizationId, IdempotencyKey idempotency, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await IdempotencyKeys.FindAsync(db, organizationId, idempotency, time.GetUtcNow(), cancellationToken);
    }

    public async Task<TaskRun?> FindAsync(string organizationId, string runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Runs.AsNoTracking()
            .FirstOrDefaultAsync(run => run.Id == runId && run.OrganizationId == organizationId, cancellationToken);
    }

    public async Task<CancelOutcome> CancelAsync(string organizationId, string runId, CancellationToken cancellationToken)
    {
        var (outcome, ended, hasDelivery) = await transactions.RunAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                var mine = transaction.Db.Runs.Where(run => run.Id == runId && run.OrganizationId == organizationId);
                if (await LockUnfinishedAsync(mine, now, cancellationToken) is not { } run || !run.TryCancel(now))
                {
                    var status = await mine.Select(run => (RunStatus?)run.Status).FirstOrDefaultAsync(cancellationToken);
                    var refused = status is { } ended ? new CancelOutcome(CancelKind.AlreadyFinished, ended) : new(CancelKind.NotFound, default);
                    return (refused, (TaskRun?)null, false);
                }

                var delivers = await ending.StoreAsync(transaction, run, cancellationToken);
                await queue.SayStopAsync(runId, transaction.DbTransaction, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return (new CancelOutcome(CancelKind.Canceled, run.Status), run, delivers);
            },
            cancellationToken);

        if (ended is not null)
        {
            metrics.RunEnded(ended);
            queue.Interrupt(runId);
        }

        if (hasDelivery)
        {
            ending.Wake();
        }

        return outcome;
    }

    public Task<RunClaim?> ClaimAsync(string runId, CancellationToken cancellationToken) =>
        transactions.RunAsync(transaction => TakeAsync(transaction, runId, (run, now) => run.TryClaim(now, node.Id), cancellationToken), cancellationToken);

    public Task<RunClaim?> ClaimAgainAsync(string runId, CancellationToken cancellationToken) =>
        transactions.RunAsync(transaction => TakeAsync(transaction, runId, (run, now) => run.TryClaimAgain(now, node.Id), cancellationToken), cancellationToken);

    public Task<RunClaim?> ClaimBlockAsync(RunClaim workflowRun, string blockId, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                // Its lock is kept up to the commit: whoever takes the workflow run over comes after this claim, and takes the block then.
                var held = transaction.Db.Runs.Where(run => run.Id == workflowRun.RunId && run.Attempt == workflowRun.Attempt);
                return await LockUnfinishedAsync(held, time.GetUtcNow(), cancellationToken) is null
                    ? null
                    : await TakeAsync(transaction, blockId, (block, now) => block.TryClaim(now, node.Id), cancellationToken);
            },
            cancellationToken);

    public async Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Blocks have no job: their workflow run works them off.
        return await Unfinished(db.Runs)
            .Where(run => run.WorkflowRunId == null)
            .OrderBy(run => run.CreatedAt).ThenBy(run => run.Id)
            .Select(run => run.Id)
            .ToListAsync(cancellationToken);
    }

    public async Task<TaskRun?> FindUnfinishedAsync(string runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Unfinished(db.Runs.AsNoTracking()).FirstOrDefaultAsync(run => run.Id == runId, cancellationToken);
    }

    private Task<CreateRunResult> CreateOrRepeatAsync(TaskRun run, IdempotencyKey? idempotency, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var db = transaction.Db;
                if (idempotency is not null
                    && await IdempotencyKeys.TakeAsync(db, run, idempotency, time.GetUtcNow(), cancellationToken) is { } earlier)
                {
                    return earlier;
                }

                db.AddRun(run);
                db.Add(RunEvents.Queued(run, await FindAheadAsync(db, run, cancellationToken)));
                if (run.Request.PublishWorkflow)
                {
                    db.AddWorkflow(PublishedWorkflow.Of(run));
                }

                await db.SaveChangesAsync(cancellationToken);
                await queue.EnqueueAsync(run, transaction.DbTransaction, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return new CreateRunResult(CreateRunOutcome.Created, run);
            },
            cancellationToken);

    private async Task<RunClaim?> TakeAsync(
        WriteTransaction transaction, string runId, Func<TaskRun, DateTimeOffset, bool> tryClaim, CancellationToken cancellationToken)
    {
        var (db, now) = (transaction.Db, time.GetUtcNow());
        if (await LockUnfinishedAsync(db.Runs.Where(run => run.Id == runId), now, cancellationToken) is not { } run || !tryClaim(run, now))
        {
            return null;
        }

        await OpenSteps.CloseAsync(db, run, StepStatus.Failed, "WorkerLost", cancellationToken);
        db.Add(RunEvents.Running(run));
        await db.SaveChangesAsync(cancellationToken);
        var lastOrder = await db.Steps.Where(step => step.RunId == runId).MaxAsync(step => (int?)step.Order, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RunClaim(run, run.Attempt, (lastOrder ?? -1) + 1);
    }

    /// <summary>The run that uses the same browser session or waits for it longest; null: the session is free, or the run has a browser of its own.</summary>
    private static async Task<string?> FindAheadAsync(SkyvernDbContext db, TaskRun run, CancellationToken cancellationToken) => run.BrowserSessionId is null
        ? null
        : await Unfinished(db.Runs.Where(other => other.BrowserSessionId == run.BrowserSessionId))
            .OrderBy(other => other.CreatedAt).ThenBy(other => other.Id)
            .Select(other => other.Id)
            .FirstOrDefaultAsync(cancellationToken);

    private static async Task<TaskRun?> LockUnfinishedAsync(IQueryable<TaskRun> runs, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var locked = await Unfinished(runs).ExecuteUpdateAsync(run => run.SetProperty(r => r.ModifiedAt, now), cancellationToken);
        return locked == 0 ? null : await runs.AsTracking().SingleAsync(cancellationToken);
    }

    // Not IsFinal(): this is translated to SQL and meets the partial index.
    private static IQueryable<TaskRun> Unfinished(IQueryable<TaskRun> runs) =>
        runs.Where(run => run.Status == RunStatus.Created || run.Status == RunStatus.Queued || run.Status == RunStatus.Running);
}
