using Microsoft.Extensions.Options;
using Quartz;
using Skyvern.Server.Data;

namespace Skyvern.Server.Jobs;

/// <summary>Sets the schedulers up on the server's own database.</summary>
internal static class QuartzSetup
{
    /// <summary>Recovery on SQLite finds what this process left by this name, so it must not change.</summary>
    private const string SqliteInstance = "server";

    /// <summary>Adds a scheduler with workers of its own.</summary>
    public static IServiceCollection AddScheduler(
        this IServiceCollection services, string name, DatabaseConnection database, Action<IQuartzBuilder>? more = null) =>
        services.AddQuartz(name, quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                // A stop interrupts what runs; it is handed back and goes on at the next start.
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                if (database.Provider == DatabaseProvider.Sqlite)
                {
                    options.InstanceId = SqliteInstance;
                }
                else
                {
                    // Another process's wake-up is not heard here: look every second.
                    options.IdleWaitTime = TimeSpan.FromSeconds(1);
                }
            });
            quartz.UsePersistentStore(store => UseDatabase(store, database));
            more?.Invoke(quartz);
        });

    /// <summary>As many workers as the settings say.</summary>
    public static void UseWorkers<TOptions>(this IServiceCollection services, string name, Func<TOptions, int> count)
        where TOptions : class =>
        services.AddOptions<ThreadPoolOptions>(name)
            .Configure<IOptions<TOptions>>((pool, options) => pool.MaxConcurrency = count(options.Value));

    private static void UseDatabase(IPersistentStoreBuilder store, DatabaseConnection database)
    {
        store.UseSystemTextJsonSerializer();
        store.ProvisionSchema();
        store.ConfigureStore(options =>
        {
            options.AcceptEnlistedTransactions = true;
            options.RecoverFiringsCancelledByShutdown = true;
            options.StoreJobDataAsStrings = true;
        });
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            // The first registration of each part counts, so these stand before UseSqlite.
            store.UseDriverDelegate<SqliteJobDelegate>();
            store.UseLockHandler<SqliteJobLock>();
            store.ConfigureStore(options => (options.AcquireTriggersWithinLock, options.LockFreeFiringRounds) = (true, false));
            store.UseSqlite(new SqliteJobConnections(), database.ConnectionString);
        }
        else
        {
            store.UsePostgres(database.ConnectionString);
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = TimeSpan.FromSeconds(3);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(12);
            });
        }
    }
}
