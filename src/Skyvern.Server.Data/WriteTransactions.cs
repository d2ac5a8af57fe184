using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Data.Runs;

namespace Skyvern.Server.Data;

/// <summary>Runs writes, each in a transaction of its own.</summary>
/// <remarks>
/// SQLite has one writer at a time. Writers of this process queue up without holding a thread; the database's own busy waiting, which blocks
/// one, is left for the job engine's connections.
/// </remarks>
internal sealed class WriteTransactions(IDbContextFactory<SkyvernDbContext> contexts, DatabaseConnection connection, RunWords words, CommitCheck check) : IDisposable
{
    private readonly SemaphoreSlim? _turn = connection.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    /// <summary>
    /// Does <paramref name="work"/>, which commits itself or leaves without: then all is rolled back. It is done again, from its start, when
    /// PostgreSQL's connection broke before the commit or a deadlock was resolved; so it must read what it needs inside.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<WriteTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await (_turn?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(cancel => TryAsync(db, work, cancel), cancellationToken);
        }
        finally
        {
            _turn?.Release();
        }
    }

    public void Dispose() => _turn?.Dispose();

    private async Task<T> TryAsync<T>(SkyvernDbContext db, Func<WriteTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();

        // On SQLite this is BEGIN IMMEDIATE: a transaction that read first could not be raised to a writing one later.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        return await work(new WriteTransaction(db, transaction, words, check));
    }
}
