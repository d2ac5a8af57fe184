using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Retention;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Data.Retention;

/// <summary>Removes old rows. What is old is looked up outside of the write: ended runs and sessions never begin again.</summary>
internal sealed class RetentionStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : IRetentionStore
{
    public async Task<IReadOnlyList<Artifact>> ListArtifactsAsync(
        DateTimeOffset endedBefore, bool? downloads, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ended = db.Runs.Where(run => run.FinishedAt < endedBefore);
        var old = db.Artifacts.AsNoTracking().Where(artifact => artifact.CreatedAt < endedBefore);
        old = downloads switch
        {
            true => old.Where(artifact => artifact.Type == ArtifactTypes.Download),
            false => old.Where(artifact => artifact.Type != ArtifactTypes.Download),
            null => old,
        };
        return await old
            .Where(artifact =>
                ended.Any(run => run.Id == artifact.RunId && (run.WorkflowRunId == null || ended.Any(whole => whole.Id == run.WorkflowRunId)))
                || (artifact.RunId == null
                    && db.BrowserSessions.Any(session => session.Id == artifact.BrowserSessionId && session.CompletedAt < endedBefore)))
            .OrderBy(artifact => artifact.CreatedAt)
            .Take(most)
            .ToListAsync(cancellationToken);
    }

    public Task RemoveArtifactsAsync(IReadOnlyCollection<string> artifactIds, CancellationToken cancellationToken) =>
        RemoveAsync(db => db.Artifacts.Where(artifact => artifactIds.Contains(artifact.Id)), cancellationToken);

    public async Task<int> RemoveRunsAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken)
    {
        List<string> ids;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            ids = await db.Runs
                .Where(run => run.FinishedAt < endedBefore && run.WorkflowRunId == null)
                .Where(run => !db.Deliveries.Any(delivery => delivery.RunId == run.Id && delivery.Status == DeliveryStatus.Pending))
                .Where(run => !db.Artifacts.Any(artifact => artifact.RunId == run.Id))
                .Where(run => !db.Runs.Any(block => block.WorkflowRunId == run.Id && db.Artifacts.Any(artifact => artifact.RunId == block.Id)))
                .OrderBy(run => run.FinishedAt)
                .Take(most)
                .Select(run => run.Id)
                .ToListAsync(cancellationToken);
        }

        // Steps, actions, events, deliveries and keys go with their run.
        if (ids.Count > 0)
        {
            await RemoveAsync(db => db.Runs.Where(block => ids.Contains(block.WorkflowRunId!)), cancellationToken);
            await RemoveAsync(db => db.Runs.Where(run => ids.Contains(run.Id)), cancellationToken);
        }

        return ids.Count;
    }

    public async Task<int> RemoveSessionsAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken)
    {
        List<string> ids;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            ids = await db.BrowserSessions
                .Where(session => session.CompletedAt < endedBefore)
                .Where(session => !db.Artifacts.Any(artifact => artifact.BrowserSessionId == session.Id))
                .OrderBy(session => session.CompletedAt)
                .Take(most)
                .Select(session => session.Id)
                .ToListAsync(cancellationToken);
        }

        return ids.Count == 0 ? 0 : await RemoveAsync(db => db.BrowserSessions.Where(session => ids.Contains(session.Id)), cancellationToken);
    }

    public async Task<IReadOnlySet<string>> ListKeysAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Artifacts.Where(artifact => ids.Contains(artifact.Id)).Select(artifact => artifact.StorageKey)
            .Concat(db.UploadedFiles.Where(file => ids.Contains(file.Id)).Select(file => file.StorageKey))
            .ToHashSetAsync(cancellationToken);
    }

    private Task<int> RemoveAsync<T>(Func<SkyvernDbContext, IQueryable<T>> rows, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                var removed = await rows(transaction.Db).ExecuteDeleteAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return removed;
            },
            cancellationToken);
}
