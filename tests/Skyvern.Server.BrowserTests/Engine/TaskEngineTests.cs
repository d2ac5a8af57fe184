using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.BrowserTests.Pool;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Engine;

/// <summary>The engine over a real browser; only the planner, the journal and the organization are fakes.</summary>
public sealed class TaskEngineTests : IAsyncLifetime
{
    private const string Form =
        "<h1>Contact</h1><form method=post action=/sent><label>Name <input name=name></label>"
        + "<label>Topic <select name=topic><option>Order<option>Returns</select></label>"
        + "<label><input type=checkbox name=copy> Send me a copy</label><button>Send</button></form>";

    private readonly InMemoryRunJournal _journal = new();
    private readonly InMemoryArtifactStore _files = new();
    private FixtureSite _site = null!;
    private BrowserHost _browser = null!;

    public async Task InitializeAsync()
    {
        _site = await FixtureSite.StartAsync();
        _browser = await BrowserHost.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Run_FillsAndSendsAForm_CompletesAndLeavesItsRecord()
    {
        _site.Page("/contact", Form);
        _site.Page("/sent", "<h1>Thank you</h1>");
        var planner = ScriptedPlanner.From(context => context.Observation.Url.EndsWith("/sent", StringComparison.Ordinal)
            ? ScriptedPlanner.Done("\"sent\"")
            : ScriptedPlanner.Plan(
                new FillAction(
                [
                    new FieldValue(Ref(context, "Name"), "Ada"),
                    new FieldValue(Ref(context, "Topic"), "Returns"),
                    new FieldValue(Ref(context, "Send me a copy"), "true"),
                ]),
                new ClickAction(Ref(context, "Send"))));

        await RunAsync(planner, "/contact");

        Assert.Equal((RunStatus.Completed, "\"sent\""), (_journal.Result!.Status, _journal.Result.OutputJson));
        var sent = Assert.Single(_site.Posts);
        Assert.Equal(["Ada", "Returns", "on"], sent["name"].Concat(sent["topic"]).Concat(sent["copy"]));
        Assert.Equal(
            ["input_text", "select_option", "checkbox", "click", "complete"], _journal.Actions.Select(action => action.ActionType));
        Assert.All(_journal.Actions, action => Assert.Equal(ActionStatus.Completed, action.Status));
        Assert.Contains("irreversible", _journal.Writes);
        Assert.Contains(_journal.Events, e => e.Message == "Step 1: click button \"Send\" → navigated");
        var picture = _journal.Artifacts.First(artifact => artifact.Type == ArtifactTypes.FinalScreenshot);
        Assert.Equal([0xFF, 0xD8], _files.Files[picture.StorageKey].Take(2));
        Assert.Empty(_browser.Processes);
    }

    [Fact]
    public async Task Run_AddressDoesNotAnswer_FailsNamingTheHost()
    {
        await RunAsync(ScriptedPlanner.Of(ScriptedPlanner.Done()), "http://127.0.0.1:1/");

        Assert.Equal(RunStatus.Failed, _journal.Result!.Status);
        Assert.StartsWith("127.0.0.1:1 could not be opened: ", _journal.Result.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CanceledFromOutside_ClosesTheBrowser()
    {
        _site.Page("/", "<h1>Wait</h1>");
        var planner = ScriptedPlanner.ThatNeverFinishes();
        var work = RunAsync(planner, "/");
        await Eventually.TrueAsync(() => !planner.Asked.IsEmpty);

        _journal.LoseHold();
        await work.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Null(_journal.Result);
        Assert.Empty(_browser.Processes);
    }

    private static string Ref(PlanningContext context, string name) =>
        context.Observation.Elements.First(element => element.Name.Equals(name, StringComparison.Ordinal)).Ref;

    private async Task RunAsync(ScriptedPlanner planner, string start)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSkyvernCore();
        new OtpFakes().AddTo(services);
        services.AddSingleton<IRunJournal>(_journal);
        services.AddSingleton<IArtifactStore>(_files);
        services.AddSingleton(_browser.Pool);
        services.AddSingleton<IStepPlannerFactory>(planner);
        services.AddSingleton<IOrganizationStore>(new NoOrganizations());
        services.AddSingleton<IDataExtractor>(new NoExtractor());
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var request = new TaskRequest
        {
            Prompt = "Send the form",
            Url = start.StartsWith("http", StringComparison.Ordinal) ? start : _site.Address(start),
            Engine = "skyvern-2.0",
        };
        var run = TaskRun.Queue("o_1", null, request, "api", TimeProvider.System.GetUtcNow());
        run.TryClaim(TimeProvider.System.GetUtcNow());
        await scope.ServiceProvider.GetRequiredService<TaskEngine>().RunAsync(new RunClaim(run, 1, 0), CancellationToken.None);
    }

    private sealed class NoExtractor : IDataExtractor
    {
        public Task<ExtractionResult> ExtractAsync(ExtractionRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ExtractionResult(null, "nothing is extracted here"));
    }

    private sealed class NoOrganizations : IOrganizationStore
    {
        public Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken) => Task.FromResult<Organization?>(null);

        public Task AddAsync(Organization organization, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiKey?> FindKeyByHashAsync(string hash, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RevokeKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
