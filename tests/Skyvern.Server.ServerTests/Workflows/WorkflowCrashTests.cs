using System.Text.Json;
using Skyvern.Server.ServerTests.Faults;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Workflows;

/// <summary>A real process is killed in the middle of a workflow's second block and started again.</summary>
public sealed class WorkflowCrashTests
{
    [Fact]
    public async Task Kill_InTheSecondBlock_KeepsTheFirstAndDoesTheSecondAgain()
    {
        var end = await BreakOffAsync(request => request.Number switch
        {
            2 => ModelScript.Wait,
            3 => ModelScript.Thinking,
            _ => ModelScript.Done,
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
            1 => ModelScript.Done,
            2 => ModelScript.SendOrder(request),
            _ => ModelScript.Thinking,
        });

        Assert.Equal("failed", end.Run.Text("status"));
        Assert.StartsWith("The block second ended as failed: ", end.Run.Text("failure_reason"));
        Assert.Contains("cannot be repeated", end.Run.Text("failure_reason"));
        Assert.Equal(["failed"], end.Told);
        Assert.Equal(1, end.FormsSent);
    }

    private static async Task<End> BreakOffAsync(Func<StubOpenAiRequest, StubOpenAiReply> model)
    {
        await using var bench = await FaultBench.StartAsync(model);
        var id = await bench.Server.Http.StoreWorkflowAsync(
            $$"""
            {"block_type": "task", "label": "first", "url": "{{bench.SiteUrl}}", "navigation_goal": "Look at the order"},
            {"block_type": "task", "label": "second", "navigation_goal": "Look at it again"}
            """);
        var runId = await bench.Server.Http.RunWorkflowAsync(id, $$""", "webhook_url": "{{bench.Receiver.Url}}" """);
        await bench.AskedAsync(3);

        await bench.Server.KillAsync();
        Assert.Empty(bench.Receiver.Received);
        await bench.Server.StartAsync();

        var run = await bench.Server.Http.WaitForEndAsync(runId);
        await bench.Receiver.WaitForAsync(1);
        var blocks = await bench.Server.Http.BlocksAsync(runId);
        await bench.Server.StopAsync();
        await bench.Server.WaitAsync(() => Task.FromResult(bench.Server.Browsers.Count == 0)); // what was killed takes a moment to be gone
        return new End(run, blocks, [.. bench.Told], bench.FormsSent);
    }

    private sealed record End(JsonElement Run, IReadOnlyList<JsonElement> Blocks, string[] Told, int FormsSent);
}
