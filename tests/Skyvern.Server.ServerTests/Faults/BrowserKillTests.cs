using System.Diagnostics;
using System.Globalization;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>What a server drives its pages with is killed while two runs are under way: the driver, one process for all, or every browser.</summary>
public sealed class BrowserKillTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kill_InMidRun_RunsGoOnAndTellOnceAndTheNextOneToo(bool isDriver)
    {
        var killed = new TaskCompletionSource();

        // Both runs wait for their first plan while it is killed, and a little longer.
        await using var bench = await FaultBench.StartAsync(request =>
            ModelScript.Done with { After = killed.Task, Delay = TimeSpan.FromSeconds(request.Number <= 2 ? 1 : 0) });
        var (first, second) = (await bench.RunAsync(), await bench.RunAsync());
        await bench.AskedAsync(2);

        await KillAsync(isDriver ? [Assert.Single(bench.Server.Children("node"))] : bench.Server.Browsers);
        killed.SetResult();

        await bench.AllCompleteAsync(first, second);
        await bench.AllCompleteAsync(first, second, await bench.RunAsync());
        await bench.Server.StopAsync();
        await bench.Server.WaitAsync(() => Task.FromResult(bench.Server.Browsers.Count == 0));
    }

    private static Task KillAsync(IEnumerable<int> processes) =>
        Process.Start("kill", ["-KILL", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]).WaitForExitAsync();
}
