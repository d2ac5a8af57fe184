using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.BrowserTests.Pool;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Engine;

/// <summary>The engine over a real browser and a site of its own; the journal and the organization are fakes, the planner is the test's.</summary>
internal sealed class EngineRig : IAsyncDisposable
{
    private EngineRig(FixtureSite site, BrowserHost browser)
    {
        Site = site;
        Browser = browser;
    }

    public FixtureSite Site { get; }

    public BrowserHost Browser { get; }

    public InMemoryArtifactStore Files { get; } = new();

    public static async Task<EngineRig> StartAsync(params KeyValuePair<string, string?>[] settings) =>
        new(await FixtureSite.StartAsync(), await BrowserHost.StartAsync(settings: settings));

    /// <summary>The ref of the first control of this name.</summary>
    public static string Ref(PlanningContext context, string name) =>
        context.Observation.Elements.First(element => element.Name.Equals(name, StringComparison.Ordinal)).Ref;

    /// <summary>Works a goal off, in a run of its own; without a planner by the rules.</summary>
    public async Task<InMemoryRunJournal> RunAsync(
        string prompt, string start, ScriptedPlanner? planner, string? schema = null, InMemoryRunJournal? journal = null)
    {
        journal ??= new InMemoryRunJournal();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        if (planner is not null)
        {
            services.AddSingleton<IStepPlannerFactory>(planner);
        }

        services.AddSkyvernCore();
        new OtpFakes().AddTo(services);
        services.AddSingleton<IRunJournal>(journal);
        services.AddSingleton<IArtifactStore>(Files);
        services.AddSingleton(Browser.Pool);
        services.AddSingleton<IOrganizationStore>(new NoOrganizations());
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var request = new TaskRequest
        {
            Prompt = prompt,
            Url = start.StartsWith("http", StringComparison.Ordinal) ? start : Site.Address(start),
            Engine = "skyvern-2.0",
            DataExtractionSchema = schema is null ? null : System.Text.Json.JsonElement.Parse(schema),
        };
        var run = TaskRun.Queue("o_1", null, request, "api", TimeProvider.System.GetUtcNow());
        run.TryClaim(TimeProvider.System.GetUtcNow());
        await scope.ServiceProvider.GetRequiredService<TaskEngine>().RunAsync(new RunClaim(run, 1, 0), CancellationToken.None);
        return journal;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Site.DisposeAsync();
    }
}
