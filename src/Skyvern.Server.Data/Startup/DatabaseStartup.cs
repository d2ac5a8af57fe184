using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Skyvern.Server.Data.Startup;

/// <summary>Makes the database ready before anything else starts.</summary>
public static class DatabaseStartup
{
    /// <summary>Takes the data folder's lock and brings the tables to this version's form. The host calls it before it starts.</summary>
    /// <exception cref="DatabaseStartupException">Another server uses the data folder, or the database is of no use; the message says why.</exception>
    public static Task MigrateDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);

    /// <summary>Migrations that the database does not have; all of them when there is no database yet.</summary>
    public static async Task<IReadOnlyList<string>> ListPendingMigrationsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<SkyvernDbContext>>().CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken)
            ? [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)]
            : [.. db.Database.GetMigrations()];
    }
}
