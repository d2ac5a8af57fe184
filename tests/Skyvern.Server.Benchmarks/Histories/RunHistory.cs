using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data;
using Skyvern.Server.Data.Configurations;

namespace Skyvern.Server.Benchmarks.Histories;

/// <summary>
/// Fills a database with what 90 days of use leave: ended runs of five organizations, each with events and artifacts, workflows and browser
/// sessions. The first organization has most of them, so that its lists are the longest.
/// </summary>
internal sealed class RunHistory(IServiceProvider services, DatabaseProvider provider)
{
    public const int Runs = 100_000;
    public const int OfTheFirst = 60_000;

    private const int Batch = 2_000;
    private const int Workflows = 2_000;
    private const int Sessions = 10_000;

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(77);
    private static readonly string[] Things = ["invoice", "delivery note", "price list", "address change", "order status", "job application", "tariff", "appointment"];
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{"number":{"type":"string"},"total":{"type":"number"}}}""");

    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow() - (Gap * Runs);
    private TaskRun? _whole;

    /// <summary>Writes all of it.</summary>
    public async Task FillAsync()
    {
        var organizations = services.GetRequiredService<OrganizationService>();
        var owners = new List<string> { (await organizations.ListAsync(default))[0].Id };
        while (owners.Count < 5)
        {
            owners.Add((await organizations.CreateAsync($"Organization {owners.Count + 1}", default)).Organization.Id);
        }

        for (var first = 0; first < Runs; first += Batch)
        {
            await SaveAsync(db =>
            {
                for (var i = first; i < first + Batch; i++)
                {
                    db.AddRun(Run(i, owners[i % 10 < 6 ? 0 : (i % 10) - 5]));
                }
            });
        }

        await SaveAsync(db =>
        {
            for (var i = 0; i < Workflows; i++)
            {
                db.AddWorkflow(PublishedWorkflow.Of(Run(i * 10, owners[0])));
            }
        });
        await SaveAsync(db => db.AddRange(Enumerable.Range(0, Sessions).Select(i => Session(i, owners[0]))));
        await WriteDependentsAsync();
    }

    private async Task SaveAsync(Action<SkyvernDbContext> add)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<SkyvernDbContext>>().CreateDbContextAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        add(db);
        await db.SaveChangesAsync();
    }

    private TaskRun Run(int number, string organizationId)
    {
        var created = _start + (Gap * number);
        var thing = Things[number % Things.Length];
        var request = new TaskRequest
        {
            Prompt = string.Create(CultureInfo.InvariantCulture, $"Log in, open the customer area, look for the {thing} with number R-{number:000000} of this month, open it and return its number and total. If there is none, say so."),
            Title = string.Create(CultureInfo.InvariantCulture, $"{thing} {number}"),
            Url = string.Create(CultureInfo.InvariantCulture, $"https://portal-{number % 200}.example/customers/login"),
            Engine = number % 3 == 0 ? "skyvern-1.0" : "skyvern-2.0",
            DataExtractionSchema = Schema,
            ProxyLocation = JsonElement.Parse("\"RESIDENTIAL\""),
            Workflow = number % 10 == 1 ? new WorkflowCall { WorkflowId = "w_1", PermanentId = "wpid_1", Parameters = new Dictionary<string, JsonElement>() } : null,
            Block = number % 10 == 2 ? new BlockCall("task", BlockTypes.Task, false) : null,
        };
        var run = request.Block is null
            ? TaskRun.Queue(organizationId, "key_1", request, "api", created)
            : TaskRun.StartBlock(_whole!, request, created);
        _whole = run.IsWorkflow ? run : _whole;
        run.TryClaim(created.AddSeconds(1));
        run.TryFinish(End(number), created.AddSeconds(20 + (number % 60)));
        return run;
    }

    private static RunResult End(int number) => (number % 100) switch
    {
        < 80 => new RunResult(RunStatus.Completed) { OutputJson = "{\"number\":\"R-1\",\"total\":8.9}" },
        < 92 => RunResult.Failed("The page shows no such document.", FailureCategory.WrongPageState),
        < 97 => new RunResult(RunStatus.Canceled),
        < 99 => new RunResult(RunStatus.Terminated, "The account is locked."),
        _ => new RunResult(RunStatus.TimedOut, "The run took longer than the 1800 seconds allowed."),
    };

    private BrowserSession Session(int number, string organizationId)
    {
        var created = _start + (Gap * number);
        var session = BrowserSession.Create(new NewSession(organizationId, new SessionRequest()), "node", created);
        session.TryEnd(SessionStatus.Completed, null, created.AddMinutes(5));
        return session;
    }

    private async Task WriteDependentsAsync()
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<SkyvernDbContext>>().CreateDbContextAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        foreach (var kind in new[] { "run.queued", "run.running", "run.opened", "run.completed" })
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO run_events (run_id, organization_id, kind, message, at) SELECT id, organization_id, {kind}, 'A fact about the run.', created_at FROM runs");
        }

        foreach (var type in new[] { "screenshot_llm", "screenshot_action", "screenshot_final", "llm_prompt", "download" })
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO artifacts (id, organization_id, run_id, type, storage_key, file_name, size, checksum, created_at)
                 SELECT 'a_' || {type} || id, organization_id, id, {type}, organization_id || '/' || id || '/' || {type}, 'file.pdf', 1000,
                        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', created_at FROM runs
                 """);
        }

        if (provider == DatabaseProvider.PostgreSql)
        {
            // What the database does by itself a minute after so many rows came.
            await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
        }
    }
}
