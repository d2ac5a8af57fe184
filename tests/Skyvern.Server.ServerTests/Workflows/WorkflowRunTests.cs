using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Workflows;

/// <summary>Runs of workflows by the whole server, with a script as planner and pages that are no more than texts.</summary>
public sealed class WorkflowRunTests
{
    private const string Start = "\"url\": \"https://shop.example/\"";

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Run_BlocksInTheOrderOfTheirLabels_ShareOneBrowserAndGiveOneOutput(DatabaseProvider provider)
    {
        var pool = new FakeBrowserPool();
        var planner = ScriptedPlanner.From(context => context.Goal!.StartsWith("Find", StringComparison.Ordinal)
            ? ScriptedPlanner.Done("""{"name": "tea", "price": 4}""")
            : ScriptedPlanner.Done());
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await JobServer.StartAsync(provider, planner, pool: pool);
        var id = await server.Http.StoreWorkflowAsync(
            $$"""
            {"block_type": "navigation", "label": "order", "navigation_goal": "Look at {{ "{{ find_output.name }}" }} for {{ "{{ find_output.price }}" }}", "next_block_label": "pause"},
            {"block_type": "task", "label": "find", {{Start}}, "navigation_goal": "Find {{ "{{ word }}" }}", "next_block_label": "order"},
            {"block_type": "wait", "label": "pause", "wait_sec": 0, "next_block_label": "leave"},
            {"block_type": "goto_url", "label": "leave", "url": "https://bye.example/{{ "{{ word }}" }}"}
            """,
            """{"parameter_type": "workflow", "key": "word", "workflow_parameter_type": "string"}""");

        var runId = await server.Http.RunWorkflowAsync(id, $$""", "parameters": {"word": "tea"}, "webhook_url": "{{receiver.Url}}" """);
        var run = await server.Http.WaitForEndAsync(runId);

        Assert.Equal(("completed", null), (run.Text("status"), run.Text("failure_reason")));
        var output = run.GetProperty("output");
        Assert.Equal(["find_output", "order_output", "pause_output", "leave_output", "extracted_information"], output.EnumerateObject().Select(field => field.Name));
        Assert.Equal("""[{"name":"tea","price":4}]""", output.GetProperty("extracted_information").GetRawText());
        Assert.Equal(4, output.GetProperty("find_output").GetProperty("extracted_information").GetProperty("price").GetInt32());
        Assert.Contains(planner.Asked, context => context.Goal == "Look at tea for 4");
        Assert.Equal("https://bye.example/tea", Assert.Single(pool.Opened).Url);
        Assert.True(pool.Last.IsDisposed);

        var blocks = await server.Http.BlocksAsync(runId);
        Assert.Equal(
            [("find", "task"), ("order", "navigation"), ("pause", "wait"), ("leave", "goto_url")],
            blocks.Select(block => (block.Text("label")!, block.Text("block_type")!)));
        Assert.All(blocks, block => Assert.Equal((runId, "completed"), (block.Text("workflow_run_id"), block.Text("status"))));
        Assert.All(blocks, block => Assert.NotEqual(0, block.GetProperty("actions").GetArrayLength()));
        Assert.InRange(run.GetProperty("step_count").GetInt32(), 4, 8); // a claim may be sent back once
        Assert.Equal(4, (await server.Http.GetJsonAsync($"/api/v1/tasks?workflow_run_id={runId}")).GetArrayLength());
        Assert.Equal(0, (await server.Http.GetJsonAsync("/api/v1/tasks?only_standalone_tasks=true")).GetArrayLength());
        Assert.Equal(runId, Assert.Single((await server.Http.GetJsonAsync("/v1/runs")).EnumerateArray()).Text("run_id"));

        var artifacts = await server.Http.GetJsonAsync($"/api/v1/workflow_run/{runId}/artifacts");
        Assert.NotEqual(0, artifacts.GetArrayLength());
        Assert.All(artifacts.EnumerateArray(), artifact => Assert.Equal(runId, artifact.Text("workflow_run_id")));
        var ofBlock = await server.Http.GetJsonAsync($"/api/v1/workflow_run_block/{blocks[0].Text("workflow_run_block_id")}/artifacts");
        Assert.All(ofBlock.EnumerateArray(), artifact => Assert.Equal(blocks[0].Text("task_id"), artifact.Text("task_id")));

        await receiver.WaitForAsync(1);
        var told = JsonElement.Parse(Assert.Single(receiver.Received).Body);
        Assert.Equal((runId, "workflow_run", runId), (told.Text("run_id"), told.Text("run_type"), told.Text("workflow_run_id")));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Cancel_InMidBlock_EndsBlockAndBrowserAndTellsOnce(DatabaseProvider provider)
    {
        var pool = new FakeBrowserPool();
        var planner = ScriptedPlanner.ThatNeverAnswers();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await JobServer.StartAsync(provider, planner, pool: pool);
        var id = await server.Http.StoreWorkflowAsync($$"""{"block_type": "task", "label": "a", {{Start}}, "navigation_goal": "Look"}""");
        var runId = await server.Http.RunWorkflowAsync(id, $$""", "webhook_url": "{{receiver.Url}}" """);
        await Eventually.TrueAsync(() => planner.Asked.Count == 1);

        using var answer = await server.Http.PostAsync($"/v1/runs/{runId}/cancel", null);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("canceled", (await server.Http.GetJsonAsync($"/v1/runs/{runId}")).Text("status"));
        Assert.Equal("canceled", Assert.Single(await server.Http.BlocksAsync(runId)).Text("status"));
        await Eventually.TrueAsync(() => pool.Last.IsDisposed);
        await receiver.WaitForAsync(1);
        Assert.Equal("canceled", JsonElement.Parse(Assert.Single(receiver.Received).Body).Text("status"));
    }

    [Fact]
    public async Task Cancel_BlockAlone_CancelsItsRun()
    {
        var planner = ScriptedPlanner.ThatNeverAnswers();
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner);
        var id = await server.Http.StoreWorkflowAsync($$"""{"block_type": "task", "label": "a", {{Start}}, "navigation_goal": "Look", "continue_on_failure": true}""");
        var runId = await server.Http.RunWorkflowAsync(id);
        await Eventually.TrueAsync(() => planner.Asked.Count == 1);

        using var answer = await server.Http.PostAsync($"/v1/runs/{Assert.Single(await server.Http.BlocksAsync(runId)).Text("task_id")}/cancel", null);

        var run = await server.Http.WaitForEndAsync(runId);
        Assert.Equal(("canceled", null), (run.Text("status"), run.Text("failure_reason")));
    }

    [Theory]
    [InlineData(false, "terminated", 1)]
    [InlineData(true, "completed", 2)]
    public async Task Run_BlockThatGivesUp_EndsTheRunUnlessItMayGoOn(bool continues, string status, int blocks)
    {
        var planner = ScriptedPlanner.From(context => context.Goal!.StartsWith("Watch", StringComparison.Ordinal)
            ? ScriptedPlanner.GiveUp(Core.Actions.DoneStatus.Terminated, "The page says \"Page at\" and no more.", "SOLD_OUT")
            : ScriptedPlanner.Done());
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner);
        var id = await server.Http.StoreWorkflowAsync(
            $$"""
            {"block_type": "task", "label": "buy", {{Start}}, "navigation_goal": "Watch it", "continue_on_failure": {{(continues ? "true" : "false")}},
             "error_code_mapping": {"SOLD_OUT": "nothing left"} },
            {"block_type": "task", "label": "leave", "navigation_goal": "Leave"}
            """);

        var runId = await server.Http.RunWorkflowAsync(id);
        var run = await server.Http.WaitForEndAsync(runId);

        Assert.Equal(status, run.Text("status"));
        Assert.Equal(blocks, (await server.Http.BlocksAsync(runId)).Count);
        Assert.Equal("terminated", run.GetProperty("output").GetProperty("buy_output").Text("status"));
        if (!continues)
        {
            Assert.Equal("The block buy ended as terminated: The page says \"Page at\" and no more.", run.Text("failure_reason"));
            Assert.Equal(("SOLD_OUT", "USER_DEFINED_ERROR"), (run.GetProperty("errors")[0].Text("error_code"), run.GetProperty("errors")[0].Text("error_type")));
        }
    }

    [Fact]
    public async Task Run_BlockThatFailsAtFirst_IsDoneAgainAsOftenAsItMay()
    {
        var tries = 0;
        var planner = ScriptedPlanner.From(_ => ++tries < 3 ? throw new PlannerException("Not now.", FailureCategory.LlmReasoning) : ScriptedPlanner.Done());
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner);
        var id = await server.Http.StoreWorkflowAsync($$"""{"block_type": "task", "label": "a", {{Start}}, "navigation_goal": "Look", "max_retries": 2}""");

        var runId = await server.Http.RunWorkflowAsync(id);

        Assert.Equal("completed", (await server.Http.WaitForEndAsync(runId)).Text("status"));
        Assert.Equal(["failed", "failed", "completed"], (await server.Http.BlocksAsync(runId)).Select(block => block.Text("status")));
    }

    [Fact]
    public async Task Run_ReferenceToDataThatWasNotFound_FailsSayingWhich()
    {
        var planner = ScriptedPlanner.From(_ => ScriptedPlanner.Done("""{"price": null}"""));
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner);
        var id = await server.Http.StoreWorkflowAsync(
            $$"""
            {"block_type": "task", "label": "a", {{Start}}, "navigation_goal": "Look"},
            {"block_type": "task", "label": "b", "navigation_goal": "Pay {{ "{{ a_output.price }}" }}"}
            """);

        var run = await server.Http.WaitForEndAsync(await server.Http.RunWorkflowAsync(id));

        Assert.Equal(("failed", "The block b ended as failed: {{ a_output.price }} has no value: it is null."), (run.Text("status"), run.Text("failure_reason")));
        Assert.Single(planner.Asked);
    }

    [Fact]
    public async Task RunTask_Published_RunsAgainWithOtherValues()
    {
        var pool = new FakeBrowserPool();
        var planner = ScriptedPlanner.From(_ => ScriptedPlanner.Done());
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner, pool: pool);
        using var started = await server.Http.PostAsync(
            "/v1/run/tasks", Json.Body("""{"prompt": "Find tea", "url": "https://one.example/", "publish_workflow": true}"""));
        var first = await server.Http.WaitForEndAsync((await Json.ReadAsync(started)).Text("run_id")!);
        var workflow = Assert.Single((await server.Http.GetJsonAsync("/v1/agents")).EnumerateArray()).Text("workflow_permanent_id")!;

        var again = await server.Http.WaitForEndAsync(await server.Http.RunWorkflowAsync(workflow, """, "parameters": {"prompt": "Find coffee", "url": "https://two.example/"}"""));

        Assert.Equal(("completed", "completed"), (first.Text("status"), again.Text("status")));
        Assert.Equal(["Find tea", "Find coffee"], planner.Asked.Select(context => context.Goal));
        Assert.Equal(["https://one.example/", "https://two.example/"], pool.Opened.Select(session => session.Url));
    }

    [Fact]
    public async Task Run_LongerThanAllowed_TimesOutWithItsBlocks()
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        var id = await server.Http.StoreWorkflowAsync("""{"block_type": "wait", "label": "a", "wait_sec": 1000}""");
        var runId = await server.Http.RunWorkflowAsync(id, """, "max_elapsed_time_minutes": 1""");
        await using (var connection = new SqliteConnection(server.Services.GetRequiredService<DatabaseConnection>().ConnectionString))
        {
            // It was begun two minutes ago, by a server that has stopped.
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE runs SET started_at = created_at - 120000";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await using var scope = server.Services.CreateAsyncScope();
        var claim = await server.Services.GetRequiredService<IRunStore>().ClaimAsync(runId, default);
        await scope.ServiceProvider.GetRequiredService<WorkflowRunner>().RunAsync(claim!, default);

        var run = await server.Http.GetJsonAsync($"/v1/runs/{runId}");
        Assert.Equal("timed_out", run.Text("status"));
        Assert.Contains("1 minutes", run.Text("failure_reason"), StringComparison.Ordinal);
    }
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Run_AnotherWorkerTookItOver_LeavesTheOpenBlockThere(DatabaseProvider provider)
    {
        await using var server = await ServerFactory.StartAsync(provider: provider, works: false);
        var id = await server.Http.StoreWorkflowAsync("""{"block_type": "wait", "label": "a", "wait_sec": 1}""");
        var runId = await server.Http.RunWorkflowAsync(id);
        await using var scope = server.Services.CreateAsyncScope();
        var runs = scope.ServiceProvider.GetRequiredService<IRunStore>();
        var frozen = (await runs.ClaimAsync(runId, default))!;
        var block = TaskRun.StartBlock(
            frozen.Run, new TaskRequest { Prompt = "p", Engine = "skyvern-2.0", Block = new BlockCall("a", BlockTypes.Wait, false) }, TimeProvider.System.GetUtcNow());
        Assert.True(await scope.ServiceProvider.GetRequiredService<IBlockStore>().AddAsync(frozen, block, default));
        var held = await runs.ClaimBlockAsync((await runs.ClaimAsync(runId, default))!, block.Id, default);

        await scope.ServiceProvider.GetRequiredService<WorkflowRunner>().RunAsync(frozen, default); // which it had been about to do

        Assert.True(await scope.ServiceProvider.GetRequiredService<IRunJournal>().IsHeldAsync(held!, default));
    }
}
