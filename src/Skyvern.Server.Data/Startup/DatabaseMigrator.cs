using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Skyvern.Server.Data.Startup;

/// <summary>Takes the lock and applies the migrations that the database does not have.</summary>
internal sealed partial class DatabaseMigrator(
    InstanceLock instance, IDbContextFactory<SkyvernDbContext> contexts, DatabaseConnection connection, SearchIndex search,
    ILogger<DatabaseMigrator> logger)
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        instance.Take();
        MakeSqliteFile();
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await RefuseNewerDatabaseAsync(db, cancellationToken);
            await MigrateAsync(db, cancellationToken);
        }
        catch (Exception e) when (e is DbException or RetryLimitExceededException or SocketException or TimeoutException)
        {
            throw new DatabaseStartupException(
                $"The database cannot be used ({connection.Place}): {e.GetBaseException().Message.TrimEnd('.')}. "
                + "See that it is there and takes this account; Database:ConnectionString says which it is.",
                e);
        }
    }

    private void MakeSqliteFile()
    {
        var path = connection.Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(connection.ConnectionString).DataSource : null;
        if (path is null || File.Exists(path))
        {
            return; // never opened here when there: closing it would drop the locks that SQLite holds in this process
        }

        // Prompts and data are for this account alone. SQLite would let everybody read; its other files take the rights of this one.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    private static async Task RefuseNewerDatabaseAsync(SkyvernDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return; // it is made below, or that says why not
        }

        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(db.Database.GetMigrations()).LastOrDefault();
        if (unknown is not null)
        {
            throw new DatabaseStartupException(
                $"The database was written by a newer version of this server (it has {unknown}). Start that version, or restore a backup.");
        }
    }

    private async Task MigrateAsync(SkyvernDbContext db, CancellationToken cancellationToken)
    {
        if (connection.Provider == DatabaseProvider.Sqlite)
        {
            // A process that dies while it migrates leaves its mark in this table, and the next one would wait for ever. While the
            // instance lock is held, nobody else can be migrating.
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
            await ApplyAsync(db, cancellationToken);
            return;
        }

        // EF Core's own lock ends with each migration, so that two servers could both apply the second one.
        await MakePostgreSqlDatabaseAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.Zero); // as long as the other one takes with all runs that there are
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_lock(7310481)", cancellationToken);
        try
        {
            await ApplyAsync(db, cancellationToken);
        }
        finally
        {
            // Not left to the end of the connection: that goes back to the pool, with its lock.
            await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock(7310481)", CancellationToken.None);
        }
    }

    private async Task ApplyAsync(SkyvernDbContext db, CancellationToken cancellationToken)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending > 0)
        {
            await db.Database.MigrateAsync(cancellationToken);
            LogMigrated(connection.Provider, pending);
        }

        await search.MakeAsync(db, cancellationToken);
    }

    private static async Task MakePostgreSqlDatabaseAsync(SkyvernDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (!await creator.ExistsAsync(cancellationToken))
            {
                await creator.CreateAsync(cancellationToken);
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another server has made it in this moment.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Provider} database was brought up to date ({Count} migrations).")]
    private partial void LogMigrated(DatabaseProvider provider, int count);
}
