using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Skyvern.Client.Contracts;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Jobs;

/// <summary>Real processes are broken off in the middle of a run and started again.</summary>
public sealed class CrashTests
{
    private const string Page = """
        <!doctype html><title>Order</title><h1>Your order</h1>
        <form method="post" action="/sent"><label>Name <input name="name"></label><button>Send order</button></form>
        """;

    private static readonly StubOpenAiReply Thinking = StubOpenAiReply.Slow(TimeSpan.FromMinutes(10));

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Kill_InMidRun_GoesOnAfterTheRestartAndTellsOnce(DatabaseProvider provider)
    {
        var end = await BreakOffAsync(provider, server => server.KillAsync(), WaitThenThinkThenDone);

        Assert.Equal(("completed", null), (end.Run.Status, end.Run.FailureReason));
        Assert.Equal(["completed"], end.Told);
        Assert.Equal(0, end.BrowsersLeft);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Kill_AfterAFormWasSent_EndsTheRunInsteadOfSendingAgain(DatabaseProvider provider)
    {
        var end = await BreakOffAsync(provider, server => server.KillAsync(), request => request.Number switch
        {
            1 => StubOpenAiReply.Of(Solver.Step(Solver.Click(Solver.Ref(request.LastText, "button", "Send order")))),
            _ => Thinking,
        });

        Assert.Equal("failed", end.Run.Status);
        Assert.Contains("cannot be repeated", end.Run.FailureReason);
        Assert.Equal(["failed"], end.Told);
        Assert.Equal(1, end.FormsSent);
        Assert.Equal(0, end.BrowsersLeft);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Stop_InMidRun_HandsTheRunBackAndItGoesOn(DatabaseProvider provider)
    {
        var end = await BreakOffAsync(provider, server => server.StopAsync(), WaitThenThinkThenDone);

        Assert.Equal(("completed", null), (end.Run.Status, end.Run.FailureReason));
        Assert.Equal(["completed"], end.Told);
        Assert.Equal(0, end.BrowsersLeft);
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
        Volatile.Write(ref isUp, true);
        await server.StartAsync();

        await receiver.WaitForAsync(2);
        Assert.All(receiver.Received, request => Assert.Equal(receiver.Received.First().Body, request.Body));
    }

    /// <summary>Starts a run, breaks the server off while the model thinks for the second time, and starts the server again.</summary>
    private static async Task<End> BreakOffAsync(
        DatabaseProvider provider, Func<ServerProcess, Task> breakOff, Func<StubOpenAiRequest, StubOpenAiReply> model)
    {
        using var folder = new TempFolder();
        await using var llm = await StubOpenAi.StartAsync(model);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var site = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(Page);
        });
        var database = await TestDatabases.CreateAsync(provider, folder);
        try
        {
            await using var server = ServerProcess.Create(folder, new Dictionary<string, string?>(database)
            {
                ["Network:AllowedHosts"] = "127.0.0.1",
                ["Browser:PreLaunched"] = "0",
                ["Llm:Endpoint"] = llm.Endpoint,
                ["Llm:ApiKey"] = "k",
                ["Llm:Model"] = "stub",
            });
            await server.StartAsync();
            var runId = (await server.Client.RunTaskAsync(
                new RunTaskRequest { Prompt = "Look at the order", Url = site.Url, WebhookUrl = receiver.Url })).RunId;
            await server.WaitAsync(() => Task.FromResult(llm.Requests.Count == 2));
            Assert.Equal("running", (await server.Client.GetRunAsync(runId)).Status);

            await breakOff(server);
            Assert.Empty(receiver.Received);
            await server.StartAsync();

            // With PostgreSQL a process counts as dead only when it has been silent for a while.
            await server.WaitAsync(async () => (await server.Client.GetRunAsync(runId)).FinishedAt is not null);
            await receiver.WaitForAsync(1);
            var run = await server.Client.GetRunAsync(runId);
            await server.StopAsync();
            return new End(
                run,
                [.. receiver.Received.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("status").GetString()!)],
                site.Received.Count(request => request.Method == "POST"),
                server.CountBrowserProcesses() + Profiles(folder));
        }
        finally
        {
            await TestDatabases.DropAsync(database);
        }
    }

    private static StubOpenAiReply WaitThenThinkThenDone(StubOpenAiRequest request) => request.Number switch
    {
        1 => StubOpenAiReply.Of(Solver.Step(new JsonObject { ["act"] = "wait", ["seconds"] = 1, ["for"] = null })),
        2 => Thinking,
        _ => StubOpenAiReply.Of(Solver.Step(Solver.Done("The page shows the order."))),
    };

    private static int Profiles(TempFolder folder) =>
        Directory.Exists(folder["browser"]) ? Directory.GetDirectories(folder["browser"]).Length : 0;

    private sealed record End(TaskRunResponse Run, string[] Told, int FormsSent, int BrowsersLeft);
}
