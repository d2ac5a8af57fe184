using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Data.Sessions;

/// <summary>Browser sessions in the database.</summary>
internal sealed class SessionStore(IDbContextFactory<SkyvernDbContext> contexts, WriteTransactions transactions) : ISessionStore
{
    private static readonly string[] FileTypes = [ArtifactTypes.Download, ArtifactTypes.Recording];

    public Task AddAsync(BrowserSession session, CancellationToken cancellationToken) => InsertAsync(session, cancellationToken);

    public async Task<BrowserSession?> FindAsync(string organizationId, string sessionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.BrowserSessions.AsNoTracking()
            .FirstOrDefaultAsync(session => session.Id == sessionId && session.OrganizationId == organizationId, cancellationToken);
    }

    public async Task<IReadOnlyList<BrowserSession>> ListActiveAsync(string organizationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await NewestFirst(Open(db.BrowserSessions.AsNoTracking()).Where(session => session.OrganizationId == organizationId))
            .ToListAsync(cancellationToken);
    }

    public async Task<Page<BrowserSession>> ListAsync(string organizationId, int page, int pageSize, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var mine = db.BrowserSessions.AsNoTracking().Where(session => session.OrganizationId == organizationId);
        var total = await mine.CountAsync(cancellationToken);
        var skipped = (long)(page - 1) * pageSize;
        return new Page<BrowserSession>(
            skipped >= total ? [] : await NewestFirst(mine).Skip((int)skipped).Take(pageSize).ToListAsync(cancellationToken), total);
    }

    public Task<bool?> ChangeAsync(string sessionId, Func<BrowserSession, bool> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool?>(
            async transaction =>
            {
                // The update takes the row's lock: of two ends at the same moment one finds the session ended.
                var db = transaction.Db;
                var locked = await db.BrowserSessions.Where(session => session.Id == sessionId)
                    .ExecuteUpdateAsync(session => session.SetProperty(s => s.NodeId, s => s.NodeId), cancellationToken);
                if (locked == 0)
                {
                    return null;
                }

                if (!change(await db.BrowserSessions.AsTracking().SingleAsync(session => session.Id == sessionId, cancellationToken)))
                {
                    return false;
                }

                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public Task<IReadOnlyList<string>> ListOfNodeAsync(string nodeId, CancellationToken cancellationToken) =>
        ListOpenAsync(session => session.NodeId == nodeId, cancellationToken);

    public Task<IReadOnlyList<string>> ListSilentAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken) =>
        ListOpenAsync(session => session.LastSeenAt < seenBefore, cancellationToken);

    public Task AddFileAsync(Artifact file, CancellationToken cancellationToken) => InsertAsync(file, cancellationToken);

    public async Task<ILookup<string, Artifact>> ListFilesAsync(
        string organizationId, IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var files = await db.Artifacts.AsNoTracking()
            .Where(file => sessionIds.Contains(file.BrowserSessionId!) && file.OrganizationId == organizationId && FileTypes.Contains(file.Type))
            .OrderBy(file => file.CreatedAt).ThenBy(file => file.Id)
            .ToListAsync(cancellationToken);
        return files.ToLookup(file => file.BrowserSessionId!);
    }

    private async Task<IReadOnlyList<string>> ListOpenAsync(Expression<Func<BrowserSession, bool>> which, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Open(db.BrowserSessions.AsNoTracking()).Where(which).Select(session => session.Id).ToListAsync(cancellationToken);
    }

    private Task<bool> InsertAsync(object row, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            async transaction =>
            {
                transaction.Db.Add(row);
                await transaction.Db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    // Not IsFinal(): this is translated to SQL and meets the partial index.
    private static IQueryable<BrowserSession> Open(IQueryable<BrowserSession> sessions) =>
        sessions.Where(session => session.Status == SessionStatus.Created || session.Status == SessionStatus.Running);

    private static IQueryable<BrowserSession> NewestFirst(IQueryable<BrowserSession> sessions) =>
        sessions.OrderByDescending(session => session.CreatedAt).ThenByDescending(session => session.Id);
}
