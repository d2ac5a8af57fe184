using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Data;

/// <summary>Asks the database for one row of a small table, and for the migrations that it has.</summary>
internal sealed class DatabaseProbe(IDbContextFactory<SkyvernDbContext> contexts) : IDatabaseProbe
{
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Organizations.AnyAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is DbException or RetryLimitExceededException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    public async Task<int> CountPendingMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
    }
}
