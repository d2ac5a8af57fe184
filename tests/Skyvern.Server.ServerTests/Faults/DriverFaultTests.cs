using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Skyvern.Client.Contracts;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Faults;

/// <summary>The browser driver is one process for all runs of a server; it is killed while two of them are under way.</summary>
public sealed class DriverFaultTests
{
    private const string Page = "<!doctype html><title>Order</title><h1>Your order</h1><p>Number 4711</p>";

    [Fact]
    public async Task Kill_TheDriverInMidRun_RunsGoOnAndTheNextOneToo()
    {
        using var folder = new TempFolder();
        var done = StubOpenAiReply.Of(Solver.Step(Solver.Done("The page shows the order.")));
        var killed = new TaskCompletionSource();
        await using var model = await StubOpenAi.StartAsync(request =>
        {
            // Both runs wait for their first plan while the driver is killed.
            return request.Number <= 2 && !killed.Task.IsCompleted ? done with { Delay = TimeSpan.FromSeconds(3) } : done;
        });
        await using var site = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(Page);
        });
        var database = await TestDatabases.CreateAsync(DatabaseProvider.Sqlite, folder);
        await using var server = ServerProcess.Create(folder, new Dictionary<string, string?>(database)
        {
            ["Network:AllowedHosts"] = "127.0.0.1",
            ["Browser:PreLaunched"] = "0",
            ["Engine:Verify"] = "Never",
            ["Llm:Endpoint"] = model.Endpoint,
            ["Llm:ApiKey"] = "k",
            ["Llm:Model"] = "stub",
        });
        await server.StartAsync();
        var task = new RunTaskRequest { Prompt = "Look at the order", Url = site.Url };
        var (first, second) = (await server.Client.RunTaskAsync(task), await server.Client.RunTaskAsync(task));
        await server.WaitAsync(() => Task.FromResult(model.Requests.Count == 2));

        await Process.Start("kill", ["-KILL", Assert.Single(server.Children("node")).ToString(CultureInfo.InvariantCulture)]).WaitForExitAsync();
        killed.SetResult();

        Assert.Equal("completed", (await EndOfAsync(server, first.RunId)).Status);
        Assert.Equal("completed", (await EndOfAsync(server, second.RunId)).Status);
        var next = await server.Client.RunTaskAsync(task);
        Assert.Equal("completed", (await EndOfAsync(server, next.RunId)).Status);
        await server.StopAsync();
        Assert.Equal(0, server.CountBrowserProcesses());
    }

    private static async Task<TaskRunResponse> EndOfAsync(ServerProcess server, string runId)
    {
        await server.WaitAsync(async () => (await server.Client.GetRunAsync(runId)).FinishedAt is not null);
        var run = await server.Client.GetRunAsync(runId);
        Assert.True(run.FailureReason is null, $"{run.FailureReason}\n{server.Log}");
        return run;
    }
}
