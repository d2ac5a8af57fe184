using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data;

/// <summary>
/// Finds out whether PostgreSQL committed a transaction whose connection broke before the answer came: done once more, it would meet what it
/// has stored itself. SQLite has no connection that could break.
/// </summary>
internal sealed class CommitCheck(IDbContextFactory<SkyvernDbContext> contexts, DatabaseConnection connection)
{
    /// <summary>A database that was restarted answers again by then, as a rule.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>What names an open transaction afterwards; null on SQLite.</summary>
    public async Task<string?> IdentifyAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (connection.Provider != DatabaseProvider.PostgreSql)
        {
            return null;
        }

        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, "SELECT pg_current_xact_id()::text");
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Whether it was committed in spite of a fault; false: it was rolled back.</summary>
    /// <param name="transaction">From <see cref="IdentifyAsync"/>.</param>
    /// <param name="fault">What came instead of the answer.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">The database does not tell within five seconds; for <see cref="DatabaseFault"/> that passes.</exception>
    public async Task<bool> WasCommittedAsync(string transaction, Exception fault, CancellationToken cancellationToken)
    {
        for (var asked = Stopwatch.StartNew(); asked.Elapsed < Patience; await Task.Delay(Pause, cancellationToken))
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                var state = await db.Database.SqlQuery<string>($"SELECT pg_xact_status({transaction}::text::xid8) AS \"Value\"").SingleAsync(cancellationToken);
                if (state != "in progress")
                {
                    return state == "committed";
                }
            }
            catch (Exception e) when (DatabaseFault.IsPassing(e))
            {
                // Away still.
            }
        }

        // Not to be done again by the caller's execution strategy, which would not know what it may meet.
        throw new InvalidOperationException("The database does not tell whether it has stored a change.", fault);
    }
}
