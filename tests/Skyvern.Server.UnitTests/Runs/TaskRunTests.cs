using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.UnitTests.Runs;

public sealed class TaskRunTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TryCancel_FinishedRun_ChangesNothing()
    {
        var run = NewRun();
        run.TryClaim(Now);
        run.TryFinish(new RunResult(RunStatus.Completed) { OutputJson = "{}" }, Now.AddSeconds(1));

        Assert.False(run.TryCancel(Now.AddSeconds(2)));

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(Now.AddSeconds(1), run.FinishedAt);
    }

    [Fact]
    public void TryClaim_SecondWorker_RaisesTheAttemptAndKeepsTheFirstStart()
    {
        var run = NewRun();
        run.TryClaim(Now);

        Assert.True(run.TryClaim(Now.AddMinutes(1)));

        Assert.Equal(2, run.Attempt);
        Assert.Equal(Now, run.StartedAt);
    }

    private static TaskRun NewRun() => TaskRun.Queue("o_1", "key_1", new TaskRequest { Prompt = "p", Engine = "skyvern-2.0" }, "api", Now);
}
