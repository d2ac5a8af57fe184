using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Skyvern.Server.Data.Runs;

namespace Skyvern.Server.Data;

/// <summary>An open transaction with its context; rolled back unless committed.</summary>
internal sealed class WriteTransaction(SkyvernDbContext db, IDbContextTransaction transaction, RunWords words)
{
    /// <summary>The context that writes in the transaction.</summary>
    public SkyvernDbContext Db { get; } = db;

    /// <summary>For the job engine, which joins it.</summary>
    public DbTransaction DbTransaction => transaction.GetDbTransaction();

    /// <summary>Commits, and lets those who look on know which runs were written about.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var runs = RunWords.In(Db);
        await words.SayAsync(runs, DbTransaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        words.Tell(runs);
    }
}
