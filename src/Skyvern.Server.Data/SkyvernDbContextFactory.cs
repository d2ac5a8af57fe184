using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Skyvern.Server.Data;

/// <summary>Opens the context of the configured provider; contexts are pooled.</summary>
internal sealed class SkyvernDbContextFactory : IDbContextFactory<SkyvernDbContext>
{
    /// <summary>PostgreSQL ended the session, because this process stood still inside a transaction.</summary>
    private const string FrozenInTransaction = "25P03";

    private readonly Func<SkyvernDbContext> _open;

    public SkyvernDbContextFactory(DatabaseConnection connection, ILoggerFactory loggers)
    {
        if (connection.Provider == DatabaseProvider.PostgreSql)
        {
            var options = new DbContextOptionsBuilder<PostgreSqlSkyvernDbContext>();
            options.UseNpgsql(connection.ConnectionString, npgsql => npgsql
                .MigrationsAssembly("Skyvern.Server.Migrations.PostgreSql")
                .EnableRetryOnFailure(maxRetryCount: 3, maxRetryDelay: TimeSpan.FromSeconds(1), errorCodesToAdd: [FrozenInTransaction]));
            _open = new PooledDbContextFactory<PostgreSqlSkyvernDbContext>(Quiet(options, loggers).Options).CreateDbContext;
        }
        else
        {
            var options = new DbContextOptionsBuilder<SqliteSkyvernDbContext>();
            options.UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly("Skyvern.Server.Migrations.Sqlite"));
            options.AddInterceptors(new SqlitePragmas());
            _open = new PooledDbContextFactory<SqliteSkyvernDbContext>(Quiet(options, loggers).Options).CreateDbContext;
        }
    }

    public SkyvernDbContext CreateDbContext() => _open();

    // What fails is thrown and logged where it is handled; every single command is of interest only while debugging.
    private static DbContextOptionsBuilder<T> Quiet<T>(DbContextOptionsBuilder<T> options, ILoggerFactory loggers)
        where T : DbContext =>
        options.UseLoggerFactory(loggers).ConfigureWarnings(events => events.Log(
            (RelationalEventId.CommandExecuted, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug)));
}
