using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;
using Quartz.Extensibility;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.Data.Nodes;
using Skyvern.Server.Nodes;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Jobs;

/// <summary>Adds the job engine: runs and webhooks as durable jobs in the database.</summary>
internal static class JobServiceCollectionExtensions
{
    /// <summary>
    /// Adds the job engine. It needs to know the kind of database while parts are added, so it comes after all settings; queues that were
    /// registered before stay. A process that is no worker puts jobs into the database and takes none out.
    /// </summary>
    public static WebApplicationBuilder AddRunJobs(this WebApplicationBuilder builder, ServerRoles roles)
    {
        var database = DatabaseConnection.From(
            builder.Configuration.GetSection(DatabaseOptions.SectionName).Get<DatabaseOptions>() ?? new DatabaseOptions(),
            builder.Configuration.GetSection(DataOptions.SectionName).Get<DataOptions>() ?? new DataOptions());
        var cluster = builder.Configuration.GetSection(ClusterOptions.SectionName).Get<ClusterOptions>() ?? new ClusterOptions();

        var services = builder.Services;
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>();
        services.AddWebhooks();

        // Before the schedulers: at the end runs give their browsers back first, then the browsers are closed.
        services.AddHostedService<SessionSweep>();

        services.AddScheduler(Schedulers.Runs, database, cluster, quartz => quartz.UseExecutionLimits((provider, limits) =>
            OrganizationLimits.Default(limits, provider.GetRequiredService<IOptions<WorkerOptions>>().Value)));
        services.AddScheduler(Schedulers.Webhooks, database, cluster);
        services.UseWorkers<WorkerOptions>(Schedulers.Runs, options => options.MaxConcurrentRuns);
        services.UseWorkers<WebhookOptions>(Schedulers.Webhooks, options => options.MaxConcurrent);
        services.AddQuartzHostedService(options => (options.WaitForJobsToComplete, options.AutoStart) = (true, roles.WorksRuns));

        services.AddSingleton(provider => Scheduler<RunJob>(provider, Schedulers.Runs));
        services.AddSingleton(provider => Scheduler<WebhookJob>(provider, Schedulers.Webhooks));
        services.AddSingleton<OrganizationLimits>();
        services.TryAddSingleton<IRunQueue, RunQueue>();
        services.TryAddSingleton<IWebhookQueue, WebhookQueue>();
        services.AddHostedService<WakeUp>();
        if (roles.WorksRuns)
        {
            services.AddHostedService<RecoverySweep>();
            services.AddHostedService<Retention>();
            services.AddHostedService<RecordingSweep>();
        }

        return builder;
    }

    private static JobScheduler<TJob> Scheduler<TJob>(IServiceProvider services, string name)
        where TJob : IJob =>
        new(name, services.GetRequiredKeyedService<ISchedulerFactory>(name), services.GetRequiredKeyedService<ISchedulerSignaler>(name),
            services.GetRequiredService<DatabaseNotices>());
}
