using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Engine;

/// <summary>Real browsers that end in the middle of a run.</summary>
public sealed class BrowserFaultTests : IAsyncLifetime
{
    private const string Account =
        "<h1 id=h></h1><script>h.textContent = (document.cookie.includes('user=ada') ? 'Cookie there' : 'No cookie')"
        + " + ', ' + (localStorage.cart === 'kettle' ? 'cart there' : 'no cart')</script><a href=/more>More</a>";

    private EngineRig _rig = null!;

    public async Task InitializeAsync() => _rig = await EngineRig.StartAsync(new KeyValuePair<string, string?>("Browser:ActionSeconds", "2"));

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Run_BrowserKilled_GoesOnAtTheLastPageWithCookiesAndStoredData()
    {
        _rig.Site.Answer("/", async context =>
        {
            context.Response.Cookies.Append("user", "ada");
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<script>localStorage.cart = 'kettle'</script><h1>Home</h1><a href=/account>Account</a>");
        });
        _rig.Site.Page("/account", Account);
        _rig.Site.Page("/more", "<h1>More</h1>");
        var planner = ScriptedPlanner.From(async (context, _) =>
        {
            if (context.StepNumber == 1)
            {
                return ScriptedPlanner.Plan(new ClickAction(EngineRig.Ref(context, "Account")));
            }

            if (context.StepNumber == 2)
            {
                await KillAsync();
                return ScriptedPlanner.Plan(new ClickAction(EngineRig.Ref(context, "More")));
            }

            return ScriptedPlanner.Done($"\"{string.Join(' ', context.Observation.Lines.Where(line => line.StartsWith('#')))}\"");
        });

        var journal = await _rig.RunAsync("Read the heading", "/", planner);

        Assert.True(journal.Result!.Status == RunStatus.Completed, journal.Result.FailureReason);
        Assert.Equal("\"# Cookie there, cart there\"", journal.Result.OutputJson);
        Assert.Contains(journal.Events, e => e.Kind == "run.notice" && e.Message.Contains("started anew", StringComparison.Ordinal));
        Assert.Empty(_rig.Browser.Processes);
    }

    [Fact]
    public async Task Run_BrowserKilledAfterAWrite_FailsAndIsNotRepeated()
    {
        _rig.Site.Page("/", "<form method=post action=/sent><label>Name <input name=name></label><button>Send</button></form>");
        _rig.Site.Page("/sent", "<h1>Thank you</h1><a href=/>Home</a>");
        var planner = ScriptedPlanner.From(async (context, _) =>
        {
            if (context.StepNumber == 1)
            {
                return ScriptedPlanner.Plan(new ClickAction(EngineRig.Ref(context, "Send")));
            }

            await KillAsync();
            return ScriptedPlanner.Plan(new ClickAction(EngineRig.Ref(context, "Home")));
        });

        var journal = await _rig.RunAsync("Send the form", "/", planner);

        Assert.Equal((RunStatus.Failed, FailureCategory.Browser), (journal.Result!.Status, journal.Result.Categories[0].Category));
        Assert.Contains("cannot be repeated safely", journal.Result.FailureReason, StringComparison.Ordinal);
        Assert.Single(_rig.Site.Posts);
    }

    [Fact]
    public async Task Run_PageCrashes_GoesOnAtItsAddress()
    {
        _rig.Site.Page("/", "<h1>Still here</h1><a href=/more>More</a>");
        var crashed = false;
        var planner = ScriptedPlanner.From(async (context, _) =>
        {
            if (!crashed)
            {
                crashed = true;
                await KillAsync("--type=renderer");
                return ScriptedPlanner.Plan(new ClickAction(EngineRig.Ref(context, "More")));
            }

            return context.Observation.Lines.Any(line => line.Contains("Still here", StringComparison.Ordinal))
                ? ScriptedPlanner.Done("\"Still here\"")
                : ScriptedPlanner.Plan(new WaitAction(1));
        });

        var journal = await _rig.RunAsync("Read the heading", "/", planner);

        Assert.Equal((RunStatus.Completed, "\"Still here\""), (journal.Result!.Status, journal.Result.OutputJson));
    }

    [Fact]
    public async Task Run_PageHangsInMidRun_IsFreedAndTheRunGoesOn()
    {
        _rig.Site.Page("/", "<h1>Home</h1><button onclick='for (;;) { }'>Count</button><a href=/more>More</a>");
        _rig.Site.Page("/more", "<h1>More</h1>");
        var results = new List<string>();
        var planner = ScriptedPlanner.From(context =>
        {
            results.AddRange(context.History.TakeLast(1).Select(turn => turn.Result));

            // The step that hung is repeated under its number.
            return context.History.Count switch
            {
                0 => ScriptedPlanner.Plan(new ClickAction(EngineRig.Ref(context, "Count"))),
                1 => ScriptedPlanner.Plan(new ClickAction(EngineRig.Ref(context, "More"))),
                _ => ScriptedPlanner.Done($"\"{context.Observation.Lines.First(line => line.StartsWith('#'))}\""),
            };
        });

        var journal = await _rig.RunAsync("Read the heading", "/", planner);

        Assert.True(journal.Result!.Status == RunStatus.Completed, journal.Result.FailureReason);
        Assert.Equal("\"# More\"", journal.Result.OutputJson);
        Assert.Contains("did not answer", results[0], StringComparison.Ordinal);
    }

    /// <summary>Ends the browser's main process, or those of its processes whose command line has a word.</summary>
    private async Task KillAsync(string? word = null)
    {
        var processes = word is null ? [_rig.Browser.Processes.Order().First()] : _rig.Browser.Processes.Where(id => CommandLine(id).Contains(word, StringComparison.Ordinal));
        await Process.Start("kill", ["-KILL", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]).WaitForExitAsync();
    }

    private static string CommandLine(int process) => File.Exists($"/proc/{process}/cmdline") ? File.ReadAllText($"/proc/{process}/cmdline") : "";
}
