using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class RunStarterTests
{
    [Theory]
    [InlineData("skyvern-1.0", null, null, 10)]
    [InlineData("skyvern-2.0", null, null, 25)]
    [InlineData("skyvern-2.0", null, 7, 7)]
    [InlineData("skyvern-1.0", 0, 7, 7)]
    [InlineData("skyvern-2.0", 4, 7, 4)]
    public async Task Run_AnyRequest_MayUseTheEffectiveNumberOfSteps(string engine, int? asked, int? organizationsLimit, int effective)
    {
        var organization = new Organization { Id = "o_1", Name = "One", MaxStepsPerRun = organizationsLimit, CreatedAt = default };
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), organization: organization);

        await bench.RunAsync(EngineBench.Request() with { Engine = engine, MaxSteps = asked });

        Assert.Equal(effective, bench.Planner.Asked.First().MaxSteps);
    }

    [Fact]
    public async Task Run_AddressDoesNotOpen_FailsNamingHostAndCause()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), session => session.OnPerform =
            (_, _) => new ActionResult(ActionCode.Failed, "the name does not exist (ERR_NAME_NOT_RESOLVED)"));

        var result = await bench.RunAsync();

        Assert.Equal("shop.example could not be opened: the name does not exist (ERR_NAME_NOT_RESOLVED)", result.FailureReason);
        Assert.Equal(FailureCategory.Navigation, result.Categories[0].Category);
        Assert.Empty(bench.Planner.Asked);
    }

    [Fact]
    public async Task Run_Profile_BrowserBeginsWithItsState()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), profiles: new Dictionary<string, string> { ["bp_1"] = "state" });

        await bench.RunAsync(EngineBench.Request() with { BrowserProfileId = "bp_1" });

        Assert.Equal("state", Assert.Single(bench.Browsers.Requests).State);
    }

    [Fact]
    public async Task Run_ProfileThatHasGone_FailsNamingIt()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));

        var result = await bench.RunAsync(EngineBench.Request() with { BrowserProfileId = "bp_1" });

        Assert.Contains("bp_1", result.FailureReason, StringComparison.Ordinal);
        Assert.Empty(bench.Browsers.Opened);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(EngineBench.Start, 1)]
    public async Task Run_BrowserElsewhere_GoesOnFromItsPageUnlessAnAddressIsGiven(string? url, int visits)
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()), session => session.Page = FakePage.Text("https://desk.example/open"));

        var result = await bench.RunAsync(EngineBench.Request("Look at https://other.example/ too", url) with
        {
            Engine = "skyvern-1.0",
            BrowserAddress = "wss://browser.example/cdp",
            CdpConnectHeaders = new Dictionary<string, string> { ["x-key"] = "geheim-1" },
        });

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(visits, bench.Browsers.Last.Performed.OfType<GoToAction>().Count());
        var place = Assert.Single(bench.Browsers.Requests).Elsewhere!;
        Assert.Equal(("wss://browser.example/cdp", "geheim-1"), (place.Address.AbsoluteUri, place.Headers["x-key"]));
        Assert.Contains(bench.Journal.Events, told => told.Message.Contains("The browser is elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_BrowserElsewhereThatIsNotThere_FailsWithItsWords()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));
        bench.Browsers.Refusal = new BrowserLostException("The browser at browser.example:443 could not be connected to: it answered 401.");

        var result = await bench.RunAsync(EngineBench.Request() with { BrowserAddress = "wss://browser.example/cdp" });

        Assert.Equal("The browser at browser.example:443 could not be connected to: it answered 401.", result.FailureReason);
    }

    [Fact]
    public async Task Run_NoBrowser_FailsInPlainWords()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));
        bench.Browsers.Refusal = new BrowserLostException("No Chromium was found; set Browser:ExecutablePath");

        var result = await bench.RunAsync();

        Assert.Equal("The browser was lost. No Chromium was found; set Browser:ExecutablePath.", result.FailureReason);
        Assert.Equal(FailureCategory.Browser, result.Categories[0].Category);
    }

    [Fact]
    public async Task Run_SecondAttempt_StartsOverAndSaysSo()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Done()));

        await bench.Time.RunAsync(bench.StartAsync(bench.Claim(attempt: 2, firstStepOrder: 5)));

        Assert.Equal(RunStatus.Completed, bench.Result.Status);
        Assert.Contains(bench.Journal.Events, e => e.Kind == "run.notice");
        Assert.Equal((5, 2), (bench.Journal.Steps[0].Order, bench.Journal.Steps[0].Attempt));
    }

    [Fact]
    public async Task Run_BrowserLostBeforeAnyWrite_StartsANewOneOnce()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()));
        var opened = 0;
        bench.Browsers.OnOpened = session => session.OnPerform = opened++ > 0 ? null : (_, action) =>
            action is ClickAction ? throw new BrowserLostException("The browser crashed") : null;

        var result = await bench.RunAsync();

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(2, bench.Browsers.Opened.Count);
        Assert.All(bench.Browsers.Opened, session => Assert.True(session.IsDisposed));
        Assert.Contains("started anew", bench.Planner.Asked.Last().History[^1].Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BrowserLost_GoesOnAtTheLastPageWithWhatWasSaved()
    {
        var next = EngineBench.Start + "account";
        await using var bench = new EngineBench(ScriptedPlanner.Of(
            ScriptedPlanner.Plan(new GoToAction(next)), ScriptedPlanner.Plan(new ClickAction("e1")), ScriptedPlanner.Done()));
        bench.Browsers.OnOpened = session =>
        {
            session.State = "the cookies";
            session.OnPerform = bench.Browsers.Opened.IsEmpty ? (_, action) =>
                action is ClickAction ? throw new BrowserLostException("The browser crashed") : null : null;
        };

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);

        Assert.Equal([null, "the cookies"], bench.Browsers.Requests.Select(request => request.State));
        Assert.Equal(new GoToAction(next), bench.Browsers.Last.Performed.First());
    }

    [Fact]
    public async Task Run_BrowserLostAfterAWrite_FailsAndSaysWhy()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e9"))), session => session.OnPerform = (it, action) =>
        {
            it.Page = FakePage.Form(EngineBench.Start);
            return action is ClickAction ? throw new BrowserLostException("The browser crashed") : null;
        });

        var result = await bench.RunAsync();

        Assert.Contains("after an action that cannot be repeated safely", result.FailureReason, StringComparison.Ordinal);
        Assert.Equal(FailureCategory.Browser, result.Categories[0].Category);
        Assert.Single(bench.Browsers.Opened);
    }
}
