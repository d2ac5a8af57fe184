using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
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
    private EngineRig _rig = null!;

    public async Task InitializeAsync() => _rig = await EngineRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Run_FillsAndSendsAForm_CompletesAndLeavesItsRecord()
    {
        _rig.Site.Page("/contact", Form);
        _rig.Site.Page("/sent", "<h1>Thank you</h1>");
        var planner = ScriptedPlanner.From(context => context.Observation.Url.EndsWith("/sent", StringComparison.Ordinal)
            ? ScriptedPlanner.Done("\"sent\"")
            : ScriptedPlanner.Plan(
                new FillAction(
                [
                    new FieldValue(EngineRig.Ref(context, "Name"), "Ada"),
                    new FieldValue(EngineRig.Ref(context, "Topic"), "Returns"),
                    new FieldValue(EngineRig.Ref(context, "Send me a copy"), "true"),
                ]),
                new ClickAction(EngineRig.Ref(context, "Send"))));

        await _rig.RunAsync("Send the form", "/contact", planner, journal: _journal);

        Assert.Equal((RunStatus.Completed, "\"sent\""), (_journal.Result!.Status, _journal.Result.OutputJson));
        var sent = Assert.Single(_rig.Site.Posts);
        Assert.Equal(["Ada", "Returns", "on"], sent["name"].Concat(sent["topic"]).Concat(sent["copy"]));
        Assert.Equal(
            ["input_text", "select_option", "checkbox", "click", "complete"], _journal.Actions.Select(action => action.ActionType));
        Assert.All(_journal.Actions, action => Assert.Equal(ActionStatus.Completed, action.Status));
        Assert.Contains("irreversible", _journal.Writes);
        Assert.Contains(_journal.Events, e => e.Message == "Step 1: click button \"Send\" → navigated");
        var picture = _journal.Artifacts.First(artifact => artifact.Type == ArtifactTypes.FinalScreenshot);
        Assert.Equal([0xFF, 0xD8], _rig.Files.Files[picture.StorageKey].Take(2));
        Assert.Empty(_rig.Browser.Processes);
    }

    [Fact]
    public async Task Run_AddressDoesNotAnswer_FailsNamingTheHost()
    {
        await _rig.RunAsync("Send the form", "http://127.0.0.1:1/", ScriptedPlanner.Of(ScriptedPlanner.Done()), journal: _journal);

        Assert.Equal(RunStatus.Failed, _journal.Result!.Status);
        Assert.StartsWith("127.0.0.1:1 could not be opened: ", _journal.Result.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CanceledFromOutside_ClosesTheBrowser()
    {
        _rig.Site.Page("/", "<h1>Wait</h1>");
        var planner = ScriptedPlanner.ThatNeverFinishes();
        var work = _rig.RunAsync("Send the form", "/", planner, journal: _journal);
        await Eventually.TrueAsync(() => !planner.Asked.IsEmpty);

        _journal.LoseHold();
        await work.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Null(_journal.Result);
        Assert.Empty(_rig.Browser.Processes);
    }
}
