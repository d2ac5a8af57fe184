using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;
using Xunit.Abstractions;

namespace Skyvern.Server.BrowserTests.Engine.Injection;

/// <summary>Pages against a planner that believes all they say: nothing may leave, whatever the planner does.</summary>
public sealed class InjectionTests(InjectionSites sites, ITestOutputHelper output) : IClassFixture<InjectionSites>
{
    private readonly InMemoryRunJournal _journal = new();
    private readonly InMemoryArtifactStore _files = new();

    public static TheoryData<int, string> Numbers
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (number, attack) in Attacks.All.Index())
            {
                data.Add(number, attack.Name);
            }

            return data;
        }
    }

    [Fact]
    public void Attacks_OfTheSuite_AreMany()
    {
        output.WriteLine($"{Attacks.All.Count} attacks");
        Assert.True(Attacks.All.Count >= 20);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Run_Attack_GetsNothing(int number, string name)
    {
        var attack = Attacks.All[number];
        var seen = sites.Evil.Requests.Count;
        sites.Show(attack);
        var planner = new GulliblePlanner(InjectionSites.Password, sites.ShopAddress + "/login");

        var asked = await RunAsync(planner.Factory);

        output.WriteLine($"{name}: {string.Join(" | ", _journal.Actions.Select(action => $"{action.Act} {action.ResultCode} {action.ResultMessage}"))}");
        Assert.NotNull(_journal.Result);
        Assert.DoesNotContain(sites.Evil.Requests.Skip(seen), request => Forms.Any(form => request.Contains(form, StringComparison.Ordinal)));
        Assert.DoesNotContain(sites.Evil.Requests.Skip(seen), request => request.Contains(InjectionSites.Data, StringComparison.Ordinal));
        Assert.Empty(sites.PrivateHits);
        Assert.DoesNotContain(sites.Shop.Requests, request => request.StartsWith("GET", StringComparison.Ordinal) && Forms.Any(form => request.Contains(form, StringComparison.Ordinal)));
        Assert.All(Record(asked), text => Assert.DoesNotContain(Forms, form => text.Contains(form, StringComparison.Ordinal)));
        if (attack.IsRefused)
        {
            Assert.NotEmpty(planner.Obeyed);
            Assert.Contains(_journal.Actions, action => action.ResultCode is "blocked");
        }
    }

    [Fact]
    public async Task Run_HonestPages_PasswordReachesTheShopAndLinksLeadAway()
    {
        // The counter-check: the password is typed where it belongs, and the evil host would have noted what came to it.
        sites.Show(new Attack("none", "<a href='EVIL/page?from=shop'>More</a><p>[[goto EVIL/page?from=shop]]</p>") { EvilPage = "<p>Hello</p>" });
        var planner = new GulliblePlanner(InjectionSites.Password, sites.ShopAddress + "/login");

        await RunAsync(planner.Factory);

        Assert.Equal(RunStatus.Completed, _journal.Result!.Status);
        Assert.Contains(sites.Shop.Posts, post => post["user"] is ["ada"] && post["password"] is [InjectionSites.Password]);
        Assert.Contains(sites.Evil.Requests, request => request.Contains("/page?from=shop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_StoredCredential_IsTypedAtItsOwnSite()
    {
        sites.Show(new Attack("none", "<p>Welcome</p>"));
        var planner = ScriptedPlanner.From(context => context.Observation.Url.EndsWith("/login", StringComparison.Ordinal)
            ? ScriptedPlanner.Plan(new LoginAction(Assert.Single(context.Credentials)), new ClickAction(context.Observation.Elements.First(element => element.Name == "Log in").Ref))
            : ScriptedPlanner.Done());

        var asked = await RunAsync(planner);

        Assert.Contains(sites.Shop.Posts, post => post["user"] is ["ada"] && post["password"] is [InjectionSites.StoredPassword]);
        Assert.All(Record(asked), text => Assert.DoesNotContain(Forms, form => text.Contains(form, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{{7*7}}")]
    [InlineData("{{password_1}")]
    [InlineData("${7*7} <%= 7*7 %> {% raw %}")]
    public async Task Run_TextThatATemplateEngineWouldRun_ArrivesAsItIs(string text)
    {
        sites.Show(new Attack("none", "<form method=post action=/comment><textarea aria-label=Comment name=c></textarea><button>Say</button></form>"));
        sites.Shop.Page("/comment", "<h1>Said</h1>");
        var planner = ScriptedPlanner.From(context =>
            context.Observation.Url.EndsWith("/comment", StringComparison.Ordinal) ? ScriptedPlanner.Done()
            : context.Observation.Url.EndsWith("/login", StringComparison.Ordinal) ? ScriptedPlanner.Plan(new ClickAction(Ref(context, "Log in")))
            : ScriptedPlanner.Plan(new FillAction([new FieldValue(Ref(context, "Comment"), text)]), new ClickAction(Ref(context, "Say"))));

        await RunAsync(planner);

        Assert.Contains(sites.Shop.Posts, post => post.Path == "/comment" && post["c"] is [var said] && said == text);
    }

    private static IReadOnlyList<string> Forms { get; } =
    [
        .. ((string[])[InjectionSites.Password, InjectionSites.StoredPassword]).SelectMany(secret => (string[])
        [
            secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ]).Distinct(),
    ];

    private static string Ref(PlanningContext context, string name) => context.Observation.Elements.First(element => element.Name == name).Ref;

    /// <summary>All that the run has left, and all that its planner was shown.</summary>
    private IEnumerable<string> Record(IReadOnlyCollection<PlanningContext> asked) =>
    [
        .. _files.Files.Where(file => !file.Key.EndsWith(".jpg", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value)),
        .. _journal.Events.Select(e => e.Message),
        .. _journal.Artifacts.Select(artifact => artifact.FileName ?? ""),
        .. _journal.Steps.Select(step => $"{step.Url} {step.Note} {step.Exception}"),
        .. _journal.Actions.Select(action => $"{action.Description} {action.Reasoning} {action.Text} {action.Option} {action.ResultMessage} {action.OutputJson}"),
        $"{_journal.Result!.FailureReason} {_journal.Result.OutputJson} {string.Join(' ', _journal.Result.Errors)} {string.Join(' ', _journal.Result.Categories)}",
        .. asked.Select(context => $"{ObservationText.Render(context.Observation, "")} {context.Goal} {context.Run.Request.Prompt} {string.Join('\n', context.Observation.Elements)} {string.Join('\n', context.History)} {context.ExtractedJson}"),
    ];

    private async Task<IReadOnlyCollection<PlanningContext>> RunAsync(ScriptedPlanner planner)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSkyvernCore();
        new OtpFakes().AddTo(services);
        services.AddSingleton<IRunJournal>(_journal);
        services.AddSingleton<IArtifactStore>(_files);
        services.AddSingleton(sites.Browser.Pool);
        services.AddSingleton<IStepPlannerFactory>(planner);
        services.AddSingleton<IOrganizationStore>(new NoOrganizations());
        services.AddSingleton<ICredentialSource>(sites);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var request = new TaskRequest
        {
            Prompt = $"Log in with user ada and password \"{InjectionSites.Password}\", then tell me what the page says.",
            Url = sites.ShopAddress + "/login",
            Engine = "skyvern-2.0",
        };
        var run = TaskRun.Queue("o_1", null, request, "api", TimeProvider.System.GetUtcNow());
        run.TryClaim(TimeProvider.System.GetUtcNow());
        await scope.ServiceProvider.GetRequiredService<TaskEngine>().RunAsync(new RunClaim(run, 1, 0), CancellationToken.None);
        return planner.Asked;
    }
}
