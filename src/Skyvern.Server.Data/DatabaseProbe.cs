using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Data;

/// <summary>Asks the database for one row of a small table.</summary>
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
}
