using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class RunControlTests
{
    /// <summary>So long a person has control who gives it back.</summary>
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Run_PersonTakesControlWhileThePlannerThinks_LooksAnewBeforeItActs()
    {
        EngineBench? bench = null;
        await using var engine = bench = new EngineBench(ScriptedPlanner.From(context =>
        {
            switch (context.StepNumber)
            {
                case 1:
                    _ = GiveBackAsync(bench!, Control(bench!).Take("ann"));
                    return ScriptedPlanner.Plan(new ClickAction("e1"), new ClickAction("e2"));
                case 2:
                    Assert.Contains("by a person", context.Observation.Lines);
                    return ScriptedPlanner.Plan(new ClickAction("e3"));
                default:
                    return ScriptedPlanner.Done();
            }
        }));

        var result = await RunAsync(bench, HalfAMinute);

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal([new GoToAction(EngineBench.Start), new ClickAction("e3")], bench.Browsers.Last.Performed);
        Assert.Contains("a person had control", bench.Planner.Asked.ElementAt(1).History[0].Result, StringComparison.Ordinal);
        Assert.All(bench.Journal.Actions.Take(2), action => Assert.Equal(ActionStatus.Skipped, action.Status));
    }

    [Fact]
    public async Task Run_PersonHadControl_IsToldInTheEventsAndCountsAsNotRepeatable()
    {
        EngineBench? bench = null;
        await using var engine = bench = new EngineBench(ScriptedPlanner.From(context =>
        {
            if (context.StepNumber == 1)
            {
                _ = GiveBackAsync(bench!, Control(bench!).Take("ann\nrun.ended"));
                return ScriptedPlanner.Plan(new ClickAction("e1"));
            }

            return ScriptedPlanner.Done();
        }));

        await RunAsync(bench, HalfAMinute);

        var events = bench.Journal.Events.Where(told => told.Kind.StartsWith("run.control", StringComparison.Ordinal)).ToList();
        Assert.Equal(["run.control_taken", "run.control_returned"], events.Select(told => told.Kind));
        Assert.Contains("(ann?run.ended)", events[0].Message, StringComparison.Ordinal);
        Assert.Contains("which count as time of the run", events[1].Message, StringComparison.Ordinal);
        Assert.Contains("irreversible", bench.Journal.Writes);
    }

    [Fact]
    public async Task Run_PersonKeepsControlForTooLong_TimesOutAndSaysHowMuchOfItWasTheirs()
    {
        EngineBench? bench = null;
        await using var engine = bench = new EngineBench(
            ScriptedPlanner.From(_ =>
            {
                Control(bench!).Take("ann");
                return ScriptedPlanner.Plan(new ClickAction("e1"));
            }),
            options: options => options.MaxSeconds = 100);

        var result = await RunAsync(bench, TimeSpan.FromSeconds(100));

        Assert.Equal(RunStatus.TimedOut, result.Status);
        Assert.Matches("People had control of its browser for [1-9]\\d* of them", result.FailureReason);
    }

    [Fact]
    public async Task Run_PersonForgetsControl_GoesOn()
    {
        EngineBench? bench = null;
        await using var engine = bench = new EngineBench(ScriptedPlanner.From(context =>
        {
            if (context.StepNumber == 1)
            {
                Control(bench!).Take("ann");
                return ScriptedPlanner.Plan(new ClickAction("e1"));
            }

            return ScriptedPlanner.Done();
        }));

        Assert.Equal(RunStatus.Completed, (await RunAsync(bench, TimeSpan.FromMinutes(5))).Status);
        Assert.Contains(bench.Journal.Events, told => told.Message.Contains("nothing was done with it any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_DoneWhileAPersonHasControl_IsClaimedAnewOfThePageAsItIs()
    {
        EngineBench? bench = null;
        await using var engine = bench = new EngineBench(ScriptedPlanner.From(context =>
        {
            if (context.StepNumber == 1)
            {
                _ = GiveBackAsync(bench!, Control(bench!).Take("ann"));
            }

            return ScriptedPlanner.Done();
        }));

        Assert.Equal(RunStatus.Completed, (await RunAsync(bench, HalfAMinute)).Status);
        Assert.Equal(2, bench.Planner.Asked.Count);
        Assert.Contains("by a person", bench.Planner.Asked.Last().Observation.Lines);
    }

    [Fact]
    public async Task Run_Ended_IsNotShownAnyMore()
    {
        EngineBench? bench = null;
        ShownBrowser? shown = null;
        await using var engine = bench = new EngineBench(ScriptedPlanner.From(context =>
        {
            shown = bench!.Live.Find("o_1", context.Run.Id);
            return ScriptedPlanner.Done();
        }));

        await bench.RunAsync();

        Assert.Same(bench.Browsers.Last.Screen, shown!.Browser);
        Assert.True(shown.Gone.IsCancellationRequested);
    }

    [Fact]
    public async Task Run_InAHeldBrowserThatAPersonControls_WaitsForItAndSharesItsControl()
    {
        ShownBrowser? shown = null;
        EngineBench? bench = null;
        await using var engine = bench = new EngineBench(ScriptedPlanner.From(context =>
        {
            shown = bench!.Live.Find("o_1", context.Run.Id);
            return ScriptedPlanner.Done();
        }));
        var session = new FakeBrowserSession();
        var control = new LiveOptions().NewControl(bench.Time);
        bench.Held.Hold("pbs_1", session);
        using var held = bench.Live.Show("o_1", "pbs_1", session.Live, control);
        var hold = control.Take("ann");
        session.OnPerform = (_, action) =>
        {
            Assert.False(hold.IsHeld, $"{action.Act} was done while a person had control.");
            return null;
        };

        var run = bench.StartAsync(bench.Claim(EngineBench.Request() with { BrowserSessionId = "pbs_1" }));
        await Eventually.TrueAsync(() => bench.Journal.Events.Any(told => told.Kind == "run.control_taken"));
        hold.Dispose();
        await bench.Time.RunAsync(run);

        Assert.Equal(RunStatus.Completed, bench.Result.Status);
        Assert.Same(control, shown!.Control);
        Assert.NotNull(bench.Live.Find("o_1", "pbs_1"));
    }

    [Fact]
    public async Task Follow_PersonTakesControl_CountsAsNotRepeatableBeforeItIsWrittenDown()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of());
        var lease = new LiveOptions().NewControl(bench.Time);
        await using var hold = RunLease.Take(bench.Claim(), bench.Journal, bench.Time, TimeSpan.FromMinutes(1), CancellationToken.None);
        var (control, before) = (new RunControl(hold, bench.Journal, null!, new SecretMask(), bench.Time), SynchronizationContext.Current);
        SynchronizationContext.SetSynchronizationContext(new Standstill());
        control.Follow(lease);
        SynchronizationContext.SetSynchronizationContext(before);
        Assert.False(control.WasTaken);

        lease.Take("ann");

        Assert.True(control.WasTaken);
    }

    /// <summary>
    /// Works a run off of whose browser a person takes control, for so long. The clock moves on once the run waits for them, and stands still
    /// until it goes on, so that no machine is too slow for the limits of the run and of the control.
    /// </summary>
    private static async Task<RunResult> RunAsync(EngineBench bench, TimeSpan control)
    {
        var run = bench.StartAsync(bench.Claim());
        await Eventually.TrueAsync(() => bench.Journal.Events.Any(told => told.Kind == "run.control_taken"));
        bench.Time.Advance(control);
        await Eventually.TrueAsync(() => run.IsCompleted || bench.Journal.Events.Any(told => told.Kind == "run.control_returned"));
        await bench.Time.RunAsync(run);
        return bench.Result;
    }

    private static ControlLease Control(EngineBench bench) => bench.Live.Find("o_1", bench.Planner.Asked.Last().Run.Id)!.Control;

    /// <summary>A person changes the page and gives it back half a minute later.</summary>
    private static async Task GiveBackAsync(EngineBench bench, ControlHold hold)
    {
        await Task.Delay(HalfAMinute, bench.Time);
        bench.Browsers.Last.Page = FakePage.Text(EngineBench.Start, "by a person");
        hold.Dispose();
    }

    /// <summary>What goes on here does not go on.</summary>
    private sealed class Standstill : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
