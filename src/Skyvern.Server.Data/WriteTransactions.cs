using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Skyvern.Server.Data;

/// <summary>Runs writes, each in a transaction of its own.</summary>
/// <remarks>
/// SQLite has one writer at a time. Writers of this process queue up without holding a thread; the database's own busy waiting, which blocks
/// one, is left for the job engine's connections.
/// </remarks>
internal sealed class WriteTransactions(IDbContextFactory<SkyvernDbContext> contexts, DatabaseConnection connection, TimeProvider time) : IDisposable
{
    private const int MaxTries = 4;

    private readonly SemaphoreSlim? _turn = connection.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    /// <summary>
    /// Does <paramref name="work"/>, which commits itself or leaves without: then all is rolled back. It is done again when the connection
    /// broke or a deadlock was resolved before the commit; so it must keep no state of its own.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<WriteTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            WriteTransaction? transaction = null;
            try
            {
                if (_turn is not null)
                {
                    await _turn.WaitAsync(cancellationToken);
                }

                try
                {
                    await using var db = await contexts.CreateDbContextAsync(cancellationToken);

                    // On SQLite this is BEGIN IMMEDIATE: a transaction that read first could not be raised to a writing one later.
                    await using var begun = await db.Database.BeginTransactionAsync(cancellationToken);
                    transaction = new WriteTransaction(db, begun);
                    return await work(transaction);
                }
                finally
                {
                    _turn?.Release();
                }
            }
            catch (Exception e) when (tries < MaxTries && transaction?.IsCommitting != true && IsTransient(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * tries), time, cancellationToken);
            }
        }
    }

    public void Dispose() => _turn?.Dispose();

    private static bool IsTransient(Exception e) => (e as DbException ?? e.InnerException as DbException) switch
    {
        PostgresException { SqlState: "25P03" } => true, // this process froze inside the transaction and the server ended it
        { } database => database.IsTransient,
        null => false,
    };
}
