using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Skyvern.Server.Data;

/// <summary>An open transaction with its context; rolled back unless committed.</summary>
internal sealed class WriteTransaction(SkyvernDbContext db, IDbContextTransaction transaction)
{
    /// <summary>The context that writes in the transaction.</summary>
    public SkyvernDbContext Db { get; } = db;

    /// <summary>For the job engine, which joins it.</summary>
    public DbTransaction DbTransaction => transaction.GetDbTransaction();

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);
}
