using Skyvern.Client.Contracts;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Faults;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Jobs;

/// <summary>Real processes are broken off in the middle of a run and started again.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Kill_InMidRun_GoesOnAfterTheRestartAndTellsOnce(DatabaseProvider provider)
    {
        var end = await BreakOffAsync(provider, server => server.KillAsync(), ModelScript.WaitThenThinkThenDone);

        Assert.Equal(("completed", null), (end.Run.Status, end.Run.FailureReason));
        Assert.Equal(["completed"], end.Told);
        Assert.Equal(0, end.ProfilesLeft);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Kill_AfterAFormWasSent_EndsTheRunInsteadOfSendingAgain(DatabaseProvider provider)
    {
        var end = await BreakOffAsync(
            provider, server => server.KillAsync(), request => request.Number == 1 ? ModelScript.SendOrder(request) : ModelScript.Thinking);

        Assert.Equal("failed", end.Run.Status);
        Assert.Contains("cannot be repeated", end.Run.FailureReason);
        Assert.Equal(["failed"], end.Told);
        Assert.Equal(1, end.FormsSent);
        Assert.Equal(0, end.ProfilesLeft);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Stop_InMidRun_HandsTheRunBackAndItGoesOn(DatabaseProvider provider)
    {
        var end = await BreakOffAsync(provider, server => server.StopAsync(), ModelScript.WaitThenThinkThenDone);

        Assert.Equal(("completed", null), (end.Run.Status, end.Run.FailureReason));
        Assert.Equal(["completed"], end.Told);
        Assert.Equal(0, end.ProfilesLeft);
    }

    [Fact]
    public async Task Stop_ThatLetsARunGoOnForSeconds_IsNoFailureOfTheProcess()
    {
        await using var bench = await FaultBench.StartAsync(_ => ModelScript.Thinking, drainSeconds: 3);
        await bench.RunAsync();
        await bench.AskedAsync(1);

        Assert.Equal(0, await bench.Server.StopAsync());
    }

    [Fact]
    public async Task Kill_WithAnOpenWebhook_SendsTheSameBytesAfterTheRestart()
    {
        using var folder = new TempFolder();
        var isUp = false;
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isUp) ? 200 : 503;
            return Task.CompletedTask;
        });
        var database = await TestDatabases.CreateAsync(DatabaseProvider.Sqlite, folder);
        await using var server = ServerProcess.Create(folder, new Dictionary<string, string?>(database)
        {
            ["Network:AllowedHosts"] = "127.0.0.1",
            ["Browser:PreLaunched"] = "0",
            ["Webhooks:FirstGapSeconds"] = "3",
        });
        await server.StartAsync();
        await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "", Url = "http://127.0.0.1:1/", WebhookUrl = receiver.Url });
        await receiver.WaitForAsync(1);

        await server.KillAsync();
        var before = receiver.Received.Count;
        Volatile.Write(ref isUp, true);
        await server.StartAsync();

        await receiver.WaitForAsync(before + 1);
        Assert.Single(receiver.Told);
    }

    /// <summary>Starts a run, breaks the server off while the model thinks for the second time, and starts the server again.</summary>
    private static async Task<End> BreakOffAsync(
        DatabaseProvider provider, Func<ServerProcess, Task> breakOff, Func<StubOpenAiRequest, StubOpenAiReply> model)
    {
        await using var bench = await FaultBench.StartAsync(model, provider);
        var runId = await bench.RunAsync();
        await bench.AskedAsync(2);
        Assert.Equal("running", (await bench.Server.Client.GetRunAsync(runId)).Status);

        await breakOff(bench.Server);
        Assert.Empty(bench.Receiver.Received);
        await bench.Server.StartAsync();

        // With PostgreSQL a process counts as dead only when it has been silent for a while.
        var run = await bench.EndOfAsync(runId);
        await bench.Server.StopAsync();

        // What was killed goes in its own time.
        await bench.Server.WaitAsync(() => Task.FromResult(bench.Server.Browsers.Count == 0));
        return new End(run, [.. bench.Told], bench.FormsSent, Profiles(bench.Folder));
    }

    private static int Profiles(TempFolder folder) =>
        Directory.Exists(folder["browser"]) ? Directory.GetDirectories(folder["browser"]).Length : 0;

    private sealed record End(TaskRunResponse Run, string[] Told, int FormsSent, int ProfilesLeft);
}
