using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Runs;

/// <summary>
/// What workers write, behind the fence: every transaction begins with an update of the run that only the holder's attempt meets. It locks
/// the row too, so that a cancel, a next attempt and the writes of this one come strictly one after the other.
/// </summary>
internal sealed class RunJournal(
    IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions, RunEnding ending, ServerMetrics metrics, TimeProvider time) : IRunJournal
{
    public async Task<bool> IsHeldAsync(RunClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Held(db, claim).AnyAsync(cancellationToken);
    }

    public Task<bool> SaveStepAsync(
        RunClaim claim, RunStep step, IReadOnlyList<RunAction> actions, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var (db, now) = (transaction.Db, time.GetUtcNow());
                var held = await Held(db, claim).ExecuteUpdateAsync(
                    run => run
                        .SetProperty(r => r.ModifiedAt, now)
                        .SetProperty(r => r.StepCount, r => db.Steps.Count(s => s.RunId == r.Id && s.Id != step.Id) + 1),
                    cancellationToken);
                if (held == 0)
                {
                    return false;
                }

                var stored = await StoredIdsAsync(db, step, actions, cancellationToken);
                Save(db, step, stored.Contains(step.Id));
                foreach (var action in actions)
                {
                    Save(db, action, stored.Contains(action.Id));
                }

                db.AddRange(events);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public Task<bool> AddArtifactAsync(RunClaim claim, Artifact artifact, CancellationToken cancellationToken) =>
        AddAsync(claim, artifact, cancellationToken);

    public Task<bool> AddEventAsync(RunClaim claim, RunEvent runEvent, CancellationToken cancellationToken) =>
        AddAsync(claim, runEvent, cancellationToken);

    public Task<bool> MarkIrreversibleAsync(RunClaim claim, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                var held = await Held(transaction.Db, claim).ExecuteUpdateAsync(
                    run => run.SetProperty(r => r.ModifiedAt, now).SetProperty(r => r.DidIrreversibleAction, true), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return held > 0;
            },
            cancellationToken);

    public Task<bool> KeepOutputAsync(RunClaim claim, string outputJson, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                var held = await Held(transaction.Db, claim).ExecuteUpdateAsync(
                    run => run.SetProperty(r => r.ModifiedAt, now).SetProperty(r => r.OutputJson, outputJson), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return held > 0;
            },
            cancellationToken);

    public async Task<bool> FinishAsync(RunClaim claim, RunResult result, CancellationToken cancellationToken)
    {
        var (ended, hasDelivery) = await transactions.RunAsync(
            async transaction =>
            {
                var (db, now) = (transaction.Db, time.GetUtcNow());
                if (!await LockAsync(db, claim, now, cancellationToken))
                {
                    return (null, false);
                }

                var run = await db.Runs.AsTracking().SingleAsync(run => run.Id == claim.RunId, cancellationToken);
                if (!run.TryFinish(result, now))
                {
                    return ((TaskRun?)null, false);
                }

                var delivers = await ending.StoreAsync(transaction, run, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return (run, delivers);
            },
            cancellationToken);

        if (ended is not null)
        {
            metrics.RunEnded(ended);
        }

        if (hasDelivery)
        {
            ending.Wake();
        }

        return ended is not null;
    }

    private Task<bool> AddAsync(RunClaim claim, object row, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var db = transaction.Db;
                if (!await LockAsync(db, claim, time.GetUtcNow(), cancellationToken))
                {
                    return false;
                }

                db.Add(row);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    private static IQueryable<TaskRun> Held(SkyvernDbContext db, RunClaim claim) =>
        db.Runs.Where(run => run.Id == claim.RunId && run.Attempt == claim.Attempt && run.Status == RunStatus.Running);

    private static async Task<bool> LockAsync(SkyvernDbContext db, RunClaim claim, DateTimeOffset now, CancellationToken cancellationToken) =>
        await Held(db, claim).ExecuteUpdateAsync(run => run.SetProperty(r => r.ModifiedAt, now), cancellationToken) > 0;

    private static async Task<HashSet<string>> StoredIdsAsync(
        SkyvernDbContext db, RunStep step, IReadOnlyList<RunAction> actions, CancellationToken cancellationToken)
    {
        var ids = db.Steps.Where(row => row.Id == step.Id).Select(row => row.Id);
        return await (actions.Count == 0 ? ids : ids.Concat(db.Actions.Where(row => row.StepId == step.Id).Select(row => row.Id)))
            .ToHashSetAsync(cancellationToken);
    }

    private static void Save(SkyvernDbContext db, object row, bool isStored) =>
        db.Entry(row).State = isStored ? EntityState.Modified : EntityState.Added;
}
