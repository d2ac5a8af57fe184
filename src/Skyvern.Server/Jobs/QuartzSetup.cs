using Microsoft.Extensions.Options;
using Quartz;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Data;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Jobs;

/// <summary>Sets the schedulers up on the server's own database.</summary>
internal static class QuartzSetup
{
    /// <summary>Adds a scheduler with workers of its own.</summary>
    public static IServiceCollection AddScheduler(
        this IServiceCollection services, string name, DatabaseConnection database, ClusterOptions cluster, Action<IQuartzBuilder>? more = null)
    {
        // By this name recovery finds what a process left: on SQLite it never changes, on PostgreSQL each process has its own.
        services.AddOptions<QuartzSchedulerOptions>(name).Configure<ServerNode>((options, node) => options.InstanceId = node.Id);
        return services.AddQuartz(name, quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                // A stop interrupts what runs; it is handed back and goes on at the next start.
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                if (database.Provider == DatabaseProvider.PostgreSql)
                {
                    // Should another process's wake-up be missed: look every second.
                    options.IdleWaitTime = TimeSpan.FromSeconds(1);
                }
            });
            quartz.UsePersistentStore(store => UseDatabase(store, database, cluster));
            more?.Invoke(quartz);
        });
    }

    /// <summary>As many workers as the settings say.</summary>
    public static void UseWorkers<TOptions>(this IServiceCollection services, string name, Func<TOptions, int> count)
        where TOptions : class =>
        services.AddOptions<ThreadPoolOptions>(name)
            .Configure<IOptions<TOptions>>((pool, options) => pool.MaxConcurrency = count(options.Value));

    private static void UseDatabase(IPersistentStoreBuilder store, DatabaseConnection database, ClusterOptions cluster)
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

            // Else two processes that take jobs in the same moment could both take an organization's last free place.
            store.ConfigureStore(options => options.AcquireTriggersWithinLock = true);
            store.UseClustering(options =>
            {
                options.CheckinInterval = TimeSpan.FromSeconds(cluster.CheckInSeconds);
                options.CheckinMisfireThreshold = TimeSpan.FromSeconds(cluster.SilenceSeconds);
            });
        }
    }
}
