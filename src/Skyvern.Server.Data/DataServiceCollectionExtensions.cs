using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Retention;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data.Credentials;
using Skyvern.Server.Data.Nodes;
using Skyvern.Server.Data.Organizations;
using Skyvern.Server.Data.Profiles;
using Skyvern.Server.Data.Recordings;
using Skyvern.Server.Data.Retention;
using Skyvern.Server.Data.Runs;
using Skyvern.Server.Data.Sessions;
using Skyvern.Server.Data.Startup;
using Skyvern.Server.Data.Uploads;
using Skyvern.Server.Data.Verification;
using Skyvern.Server.Data.Webhooks;
using Skyvern.Server.Data.Workflows;

namespace Skyvern.Server.Data;

/// <summary>Adds the database: stores, readers and migrations at start.</summary>
public static class DataServiceCollectionExtensions
{
    /// <summary>
    /// Adds the stores and readers of Core's ports, <see cref="DatabaseConnection"/> and the probe. The queues that runs and deliveries are
    /// put into come from the host; <see cref="DatabaseStartup.MigrateDatabaseAsync"/> is to be called before it starts.
    /// </summary>
    public static IServiceCollection AddSkyvernData(this IServiceCollection services)
    {
        services.AddOptions<DataOptions>().BindConfiguration(DataOptions.SectionName);
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddSingleton(provider => DatabaseConnection.From(
            provider.GetRequiredService<IOptions<DatabaseOptions>>().Value, provider.GetRequiredService<IOptions<DataOptions>>().Value));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ServerNode(Environment.MachineName));

        services.AddSingleton<IDbContextFactory<SkyvernDbContext>, SkyvernDbContextFactory>();
        services.AddSingleton<CommitCheck>();
        services.AddSingleton<WriteTransactions>();
        services.AddSingleton<InstanceLock>();
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<IDatabaseProbe, DatabaseProbe>();
        services.AddSingleton<IQueueProbe, QueueProbe>();
        services.TryAddSingleton<ServerMetrics>();

        services.AddSingleton<DatabaseNotices>();
        services.TryAddSingleton<RunNews>();
        services.AddSingleton<RunWords>();
        services.AddSingleton<INodeStore, NodeStore>();
        services.AddSingleton<ISharedKeys, SharedKeys>();
        services.AddSingleton<RunEnding>();
        services.AddSingleton<IRunStore, RunStore>();
        services.AddSingleton<IRunJournal, RunJournal>();
        services.AddSingleton<IRunReader, RunReader>();
        services.AddSingleton<IWorkflowStore, WorkflowStore>();
        services.AddSingleton<IBlockStore, BlockStore>();
        services.AddSingleton<IWebhookStore, WebhookStore>();
        services.AddSingleton<IOrganizationStore, OrganizationStore>();
        services.AddSingleton<ICredentialStore, CredentialStore>();
        services.AddSingleton<ITotpCodeStore, TotpCodeStore>();
        services.AddSingleton<ISessionStore, SessionStore>();
        services.AddSingleton<IUploadStore, UploadStore>();
        services.AddSingleton<IProfileStore, ProfileStore>();
        services.AddSingleton<IRetentionStore, RetentionStore>();
        services.AddSingleton<IRecordingStore, RecordingStore>();
        return services;
    }
}
