using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Workflows;

/// <summary>A real process is killed in the middle of a workflow's second block and started again.</summary>
public sealed class WorkflowCrashTests
{
    private const string Page = """
        <!doctype html><title>Order</title><h1>Your order</h1>
        <form method="post" action="/sent"><label>Name <input name="name"></label><button>Send order</button></form>
        """;

    private static readonly StubOpenAiReply Thinking = StubOpenAiReply.Slow(TimeSpan.FromMinutes(10));

    [Fact]
    public async Task Kill_InTheSecondBlock_KeepsTheFirstAndDoesTheSecondAgain()
    {
        var end = await BreakOffAsync(request => request.Number switch
        {
            1 => Done(),
            2 => StubOpenAiReply.Of(Solver.Step(new JsonObject { ["act"] = "wait", ["seconds"] = 1, ["for"] = null })),
            3 => Thinking,
            _ => Done(),
        });

        Assert.Equal(("completed", null), (end.Run.Text("status"), end.Run.Text("failure_reason")));
        Assert.Equal([("first", "completed"), ("second", "completed")], end.Blocks.Select(block => (block.Text("label")!, block.Text("status")!)));
        Assert.Equal(["completed"], end.Told);
    }

    [Fact]
    public async Task Kill_AfterTheSecondBlockSentAForm_EndsTheRunInsteadOfSendingAgain()
    {
        var end = await BreakOffAsync(request => request.Number switch
        {
            1 => Done(),
            2 => StubOpenAiReply.Of(Solver.Step(Solver.Click(Solver.Ref(request.LastText, "button", "Send order")))),
            _ => Thinking,
        });

        Assert.Equal("failed", end.Run.Text("status"));
        Assert.StartsWith("The block second ended as failed: ", end.Run.Text("failure_reason"));
        Assert.Contains("cannot be repeated", end.Run.Text("failure_reason"));
        Assert.Equal(["failed"], end.Told);
        Assert.Equal(1, end.FormsSent);
    }

    private static StubOpenAiReply Done() => StubOpenAiReply.Of(Solver.Step(Solver.Done("The page shows the order.")));

    private static async Task<End> BreakOffAsync(Func<StubOpenAiRequest, StubOpenAiReply> model)
    {
        using var folder = new TempFolder();
        await using var llm = await StubOpenAi.StartAsync(model);
        await using var receiver = await WebhookReceiver.StartAsync();
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
            ["Llm:Endpoint"] = llm.Endpoint,
            ["Llm:ApiKey"] = "k",
            ["Llm:Model"] = "stub",
        });
        await server.StartAsync();
        var id = await server.Http.StoreWorkflowAsync(
            $$"""
            {"block_type": "task", "label": "first", "url": "{{site.Url}}", "navigation_goal": "Look at the order"},
            {"block_type": "task", "label": "second", "navigation_goal": "Look at it again"}
            """);
        var runId = await server.Http.RunWorkflowAsync(id, $$""", "webhook_url": "{{receiver.Url}}" """);
        await server.WaitAsync(() => Task.FromResult(llm.Requests.Count == 3));

        await server.KillAsync();
        Assert.Empty(receiver.Received);
        await server.StartAsync();

        var run = await server.Http.WaitForEndAsync(runId);
        await receiver.WaitForAsync(1);
        var blocks = await server.Http.BlocksAsync(runId);
        await server.StopAsync();
        return new End(
            run, blocks, [.. receiver.Received.Select(request => JsonElement.Parse(request.Body).Text("status")!)],
            site.Received.Count(request => request.Method == "POST"));
    }

    private sealed record End(JsonElement Run, IReadOnlyList<JsonElement> Blocks, string[] Told, int FormsSent);
}
