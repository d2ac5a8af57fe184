namespace Skyvern.Server.ServerTests.Faults;

/// <summary>Two real processes on one SQLite file.</summary>
public sealed class SecondServerTests
{
    [Fact]
    public async Task Start_OnTheFileOfARunningServer_IsRefusedInASentenceAndTheFirstGoesOn()
    {
        var refused = new TaskCompletionSource();
        await using var bench = await FaultBench.StartAsync(_ => ModelScript.Done with { After = refused.Task });
        await using var second = bench.NewServer();
        var runId = await bench.RunAsync();
        await bench.AskedAsync(1);

        var code = await second.StartInVainAsync();

        Assert.Equal(1, code);
        Assert.StartsWith(
            $"The server cannot start. Another server uses the data folder {bench.Folder.Path}.", Assert.Single(second.Log.Split('\n')), StringComparison.Ordinal);
        refused.SetResult();
        await bench.AllCompleteAsync(runId);
    }
}
