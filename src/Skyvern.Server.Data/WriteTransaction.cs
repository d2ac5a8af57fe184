using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Runs;

namespace Skyvern.Server.Data;

/// <summary>An open transaction with its context; rolled back unless committed.</summary>
internal sealed class WriteTransaction(SkyvernDbContext db, IDbContextTransaction transaction, RunWords words, CommitCheck check)
{
    /// <summary>The context that writes in the transaction.</summary>
    public SkyvernDbContext Db { get; } = db;

    /// <summary>For the job engine, which joins it.</summary>
    public DbTransaction DbTransaction => transaction.GetDbTransaction();

    /// <summary>Commits, and lets those who look on know which runs were written about. An answer that is lost is asked for again.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var runs = RunWords.In(Db);
        await words.SayAsync(runs, DbTransaction, cancellationToken);
        var id = await check.IdentifyAsync(DbTransaction, cancellationToken);
        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (id is not null && DatabaseFault.IsPassing(e))
        {
            if (!await check.WasCommittedAsync(id, e, cancellationToken))
            {
                throw;
            }
        }

        words.Tell(runs);
    }
}
