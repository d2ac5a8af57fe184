using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data.Configurations;
using Skyvern.Server.Data.Conversions;
using Skyvern.Server.Data.Nodes;

namespace Skyvern.Server.Data;

/// <summary>All tables. Each provider has its own context, because migrations belong to a context.</summary>
internal abstract class SkyvernDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Credential> Credentials => Set<Credential>();

    public DbSet<TaskRun> Runs => Set<TaskRun>();

    public DbSet<RunStep> Steps => Set<RunStep>();

    public DbSet<RunAction> Actions => Set<RunAction>();

    public DbSet<Artifact> Artifacts => Set<Artifact>();

    public DbSet<BrowserSession> BrowserSessions => Set<BrowserSession>();

    public DbSet<RunEvent> Events => Set<RunEvent>();

    public DbSet<WebhookDelivery> Deliveries => Set<WebhookDelivery>();

    public DbSet<WebhookAttempt> WebhookAttempts => Set<WebhookAttempt>();

    public DbSet<TotpCode> TotpCodes => Set<TotpCode>();

    public DbSet<UploadedFile> UploadedFiles => Set<UploadedFile>();

    public DbSet<BrowserProfile> Profiles => Set<BrowserProfile>();

    public DbSet<Workflow> Workflows => Set<Workflow>();

    public DbSet<NodeRecord> Nodes => Set<NodeRecord>();

    public DbSet<SharedKey> SharedKeys => Set<SharedKey>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveConversion<StorableTextConverter>();
        configurationBuilder.Properties<RunStatus>().HaveConversion<SnakeCaseEnumConverter<RunStatus>>();
        configurationBuilder.Properties<StepStatus>().HaveConversion<SnakeCaseEnumConverter<StepStatus>>();
        configurationBuilder.Properties<ActionStatus>().HaveConversion<SnakeCaseEnumConverter<ActionStatus>>();
        configurationBuilder.Properties<DeliveryStatus>().HaveConversion<SnakeCaseEnumConverter<DeliveryStatus>>();
        configurationBuilder.Properties<SessionStatus>().HaveConversion<SnakeCaseEnumConverter<SessionStatus>>();
        configurationBuilder.Properties<OtpType>().HaveConversion<SnakeCaseEnumConverter<OtpType>>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SkyvernDbContext).Assembly);
        SnakeCaseNames.Apply(modelBuilder.Model);
    }
}
