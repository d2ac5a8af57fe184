using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Data;

/// <summary>A fresh database with one organization, the stores over it, and short ways to what stories begin with.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    public const string OrganizationId = "o_1";

    private readonly TempFolder _folder = new();
    private Dictionary<string, string?> _settings = [];

    private StoreFixture()
    {
    }

    public ManualTimeProvider Clock { get; } = new();

    public RecordingQueues Queues { get; } = new();

    public ServiceProvider Services { get; private set; } = null!;

    public IRunStore Runs => Services.GetRequiredService<IRunStore>();

    public IRunJournal Journal => Services.GetRequiredService<IRunJournal>();

    public IRunReader Reader => Services.GetRequiredService<IRunReader>();

    public IWebhookStore Webhooks => Services.GetRequiredService<IWebhookStore>();

    public IOrganizationStore Organizations => Services.GetRequiredService<IOrganizationStore>();

    /// <summary>The way to the database, if it was opened over one.</summary>
    public NetworkLink? Link { get; private set; }

    public static Task<StoreFixture> OpenAsync(DatabaseProvider provider) => OpenAsync(provider, overLink: false);

    /// <summary>On PostgreSQL, with connections that can be broken.</summary>
    public static Task<StoreFixture> OpenOverLinkAsync() => OpenAsync(DatabaseProvider.PostgreSql, overLink: true);

    /// <summary>The stores that another process has over the same database.</summary>
    public ServiceProvider OpenOtherProcess() => TestDatabases.BuildServices(_settings, Queues, Clock, "another-process");

    public SkyvernDbContext OpenContext() => Services.GetRequiredService<IDbContextFactory<SkyvernDbContext>>().CreateDbContext();

    public Task AddOrganizationAsync(string id) =>
        Organizations.AddAsync(new Organization { Id = id, Name = id, CreatedAt = Clock.GetUtcNow() }, default);

    /// <summary>Ids of the jobs that were committed.</summary>
    public async Task<List<string>> JobsAsync()
    {
        await using var db = OpenContext();
        return await db.Database.SqlQueryRaw<string>("SELECT id AS \"Value\" FROM test_jobs").ToListAsync();
    }

    public async Task<List<WebhookDelivery>> DeliveriesAsync()
    {
        await using var db = OpenContext();
        return await db.Deliveries.AsNoTracking().ToListAsync();
    }

    /// <summary>What a restart of PostgreSQL does to pooled connections; returns when they have ended.</summary>
    public async Task EndSessionsAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(_settings["Database:ConnectionString"]).Database;
        await (await PostgresServer.GetAsync()).ExecuteAsync(
            $"SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '{database}'");
    }

    public TaskRun NewRun(TaskRequest? request = null, string organizationId = OrganizationId) =>
        TaskRun.Queue(organizationId, "key_1", request ?? new TaskRequest { Prompt = "Find it", Engine = "skyvern-2.0" }, "api", Clock.GetUtcNow());

    public async Task<TaskRun> CreateAsync(TaskRequest? request = null, string organizationId = OrganizationId) =>
        (await Runs.CreateAsync(NewRun(request, organizationId), idempotency: null, default)).Run!;

    /// <summary>A run that a worker holds; it has a webhook.</summary>
    public async Task<RunClaim> ClaimNewAsync()
    {
        var run = await CreateAsync(new TaskRequest { Prompt = "Find it", Engine = "skyvern-2.0", WebhookUrl = "https://hook.example/" });
        return (await Runs.ClaimAsync(run.Id, default))!;
    }

    public async Task<TaskRun> ReadAsync(string runId) => (await Runs.FindAsync(OrganizationId, runId, default))!;

    public async Task<List<string>> EventKindsAsync(string runId) =>
        [.. (await Reader.ListEventsAsync(OrganizationId, runId, 0, default)).Select(runEvent => runEvent.Kind)];

    public RunStep NewStep(RunClaim claim, int order, StepStatus status = StepStatus.Running, int retryIndex = 0) => new()
    {
        Id = RunIds.Step(Clock.GetUtcNow()),
        RunId = claim.RunId,
        OrganizationId = claim.Run.OrganizationId,
        Attempt = claim.Attempt,
        Order = order,
        RetryIndex = retryIndex,
        Status = status,
        CreatedAt = Clock.GetUtcNow(),
        ModifiedAt = Clock.GetUtcNow(),
    };

    public RunAction NewAction(RunStep step, int order) => new()
    {
        Id = RunIds.Action(Clock.GetUtcNow()),
        RunId = step.RunId,
        StepId = step.Id,
        OrganizationId = step.OrganizationId,
        StepOrder = step.Order,
        Order = order,
        ActionType = "click",
        Act = "click",
        CreatedAt = Clock.GetUtcNow(),
        ModifiedAt = Clock.GetUtcNow(),
    };

    public Artifact NewArtifact(RunClaim claim, string type) => new()
    {
        Id = RunIds.Artifact(Clock.GetUtcNow()),
        OrganizationId = claim.Run.OrganizationId,
        RunId = claim.RunId,
        Type = type,
        StorageKey = string.Create(CultureInfo.InvariantCulture, $"{claim.RunId}/{Guid.NewGuid()}"),
        Size = 5_000_000_000,
        Checksum = "00",
        CreatedAt = Clock.GetUtcNow(),
    };

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await TestDatabases.DropAsync(_settings);
        Link?.Dispose();
        _folder.Dispose();
    }

    private static async Task<StoreFixture> OpenAsync(DatabaseProvider provider, bool overLink)
    {
        var fixture = new StoreFixture();
        fixture._settings = await TestDatabases.CreateAsync(provider, fixture._folder);
        if (overLink)
        {
            fixture.Link = new NetworkLink(fixture._settings["Database:ConnectionString"]!);
            fixture._settings["Database:ConnectionString"] = fixture.Link.ConnectionString;
        }

        fixture.Services = TestDatabases.BuildServices(fixture._settings, fixture.Queues, fixture.Clock);
        await fixture.AddOrganizationAsync(OrganizationId);
        await using var db = fixture.OpenContext();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE test_jobs (id TEXT PRIMARY KEY)");
        return fixture;
    }
}
