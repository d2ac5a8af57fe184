using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class RunLeaseTests
{
    [Fact]
    public async Task Run_TimeUp_EndsAsTimedOutNamingTheLimit()
    {
        await using var bench = new EngineBench(ScriptedPlanner.ThatNeverAnswers(), options: options => options.MaxSeconds = 60);

        var work = bench.StartAsync(bench.Claim());
        await Eventually.TrueAsync(() => !bench.Planner.Asked.IsEmpty);
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        await work.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(RunStatus.TimedOut, bench.Result.Status);
        Assert.Contains("60 seconds", bench.Result.FailureReason, StringComparison.Ordinal);
        Assert.True(bench.Browsers.Last.IsDisposed);
    }

    [Fact]
    public async Task Run_Canceled_StopsAtOnceAndWritesNothingMore()
    {
        await using var bench = new EngineBench(ScriptedPlanner.ThatNeverAnswers());
        using var worker = new CancellationTokenSource();
        var work = bench.StartAsync(bench.Claim(), worker.Token);
        await Eventually.TrueAsync(() => !bench.Planner.Asked.IsEmpty);
        var written = bench.Journal.Writes.Count;

        await worker.CancelAsync();
        await work;

        Assert.Equal(written, bench.Journal.Writes.Count);
        Assert.Null(bench.Journal.Result);
        Assert.True(bench.Browsers.Last.IsDisposed);
    }

    [Fact]
    public async Task Run_CanceledFromAnotherProcess_StopsWithinASecond()
    {
        await using var bench = new EngineBench(ScriptedPlanner.ThatNeverAnswers());
        var work = bench.StartAsync(bench.Claim());
        await Eventually.TrueAsync(() => !bench.Planner.Asked.IsEmpty);

        bench.Journal.LoseHold();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await work.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Null(bench.Journal.Result);
        Assert.True(bench.Browsers.Last.IsDisposed);
    }

    [Fact]
    public async Task Run_FencedAtAWrite_DoesNothingMoreInTheBrowser()
    {
        await using var bench = new EngineBench(ScriptedPlanner.Of(ScriptedPlanner.Plan(new ClickAction("e9"), new ClickAction("e1"))), session =>
            session.OnPerform = (it, action) =>
            {
                it.Page = FakePage.Form(EngineBench.Start);
                return null;
            });
        bench.Browsers.OnOpened = session => session.OnObserve = _ => bench.Journal.LoseHold();

        await bench.Time.RunAsync(bench.StartAsync(bench.Claim()));

        Assert.Equal([new GoToAction(EngineBench.Start)], bench.Browsers.Last.Performed);
        Assert.Null(bench.Journal.Result);
    }
}
