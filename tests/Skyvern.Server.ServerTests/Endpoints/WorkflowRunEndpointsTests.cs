using System.Net;
using Skyvern.Server.ServerTests.Workflows;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class WorkflowRunEndpointsTests(ApiServer api)
{
    private const string Block = """{"block_type": "task", "label": "a", "navigation_goal": "Look"}""";

    private const string Count = """{"parameter_type": "workflow", "key": "count", "workflow_parameter_type": "integer"}""";

    [Fact]
    public async Task Run_WithValues_IsQueuedAndEchoed()
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(
            Block, Count + """, {"parameter_type": "workflow", "key": "word", "workflow_parameter_type": "string", "default_value": "tea"}""");

        var runId = await tenant.Http.RunWorkflowAsync(id, """, "parameters": {"count": "3"}, "webhook_url": "x.com", "max_elapsed_time_minutes": 5, "run_metadata": {"mine": 1}""");

        var run = await tenant.Http.GetJsonAsync($"/v1/runs/{runId}");
        Assert.All(Samples.Read("run-queued.json").EnumerateObject(), property => Assert.True(run.TryGetProperty(property.Name, out _), property.Name));
        Assert.Equal((runId, "workflow_run", "queued", "agent"), (run.Text("run_id"), run.Text("run_type"), run.Text("status"), run.Text("run_with")));
        Assert.StartsWith("wr_", runId);
        Assert.True(run.TryGetProperty("script_id", out _) && run.TryGetProperty("browser_seed_source", out _) && run.TryGetProperty("ai_fallback", out _));
        var request = run.GetProperty("run_request");
        Assert.Equal((id, id, "https://x.com/"), (request.Text("workflow_id"), request.Text("agent_id"), request.Text("webhook_url")));
        Assert.Equal("""{"count":3,"word":"tea"}""", request.GetProperty("parameters").GetRawText());
        Assert.Equal((5, 1), (request.GetProperty("max_elapsed_time_minutes").GetInt32(), request.GetProperty("run_metadata").GetProperty("mine").GetInt32()));
    }

    [Theory]
    [InlineData("{}", "missing at body.workflow_id")]
    [InlineData("""{"agent_id": "ID"}""", "missing at body.parameters.count")]
    [InlineData("""{"workflow_id": "ID", "parameters": {"count": null}}""", "missing at body.parameters.count")]
    [InlineData("""{"workflow_id": "ID", "parameters": {"count": "three"}}""", "int_parsing at body.parameters.count")]
    [InlineData("""{"workflow_id": "ID", "parameters": []}""", "dict_type at body.parameters")]
    [InlineData("""{"workflow_id": "ID", "max_elapsed_time_minutes": 0}""", "greater_than_equal at body.max_elapsed_time_minutes")]
    [InlineData("""{"workflow_id": "ID", "max_elapsed_time_minutes": 481}""", "less_than_equal at body.max_elapsed_time_minutes")]
    public async Task Run_BadBody_NamesTheFaultAndStoresNothing(string body, string expected)
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(Block, Count);

        using var answer = await tenant.Http.PostAsync("/v1/run/agents", Json.Body(body.Replace("ID", id)));

        Assert.Equal([expected], await Answers.AssertInvalidAsync(answer));
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/v1/runs")).GetArrayLength());
    }

    [Theory]
    [InlineData("credential_id", "cred_1", "The parameter p names no stored credential.")]
    [InlineData("file_url", "ftp://x/", "The parameter p is not an http or https address.")]
    [InlineData("file_url", "http://169.254.169.254/x", "The parameter p is refused")]
    public async Task Run_ValueThatCannotBeUsed_IsRefusedBeforeAnythingIsStored(string type, string value, string expected)
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(Block, $$"""{"parameter_type": "workflow", "key": "p", "workflow_parameter_type": "{{type}}"}""");

        using var answer = await tenant.Http.PostAsync("/v1/run/workflows", Json.Body($$"""{"workflow_id": "{{id}}", "parameters": {"p": "{{value}}"} }"""));

        Assert.StartsWith(expected, await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, answer));
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/v1/runs")).GetArrayLength());
    }

    [Fact]
    public async Task Run_UnknownOrForeignWorkflow_Answers404()
    {
        using var owner = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var id = await owner.Http.StoreWorkflowAsync(Block);

        foreach (var unknown in (string[])[id, "wpid_1"])
        {
            await Answers.AssertErrorAsync(HttpStatusCode.NotFound, await other.Http.PostAsync("/v1/run/workflows", Json.Body($$"""{"workflow_id": "{{unknown}}"}""")));
            await Answers.AssertErrorAsync(HttpStatusCode.NotFound, await other.Http.PostAsync($"/api/v1/workflows/{unknown}/run", null));
        }
    }

    [Fact]
    public async Task Run_SameKeyTwice_IsOneRunEvenAfterANewVersion()
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(Block);
        var first = await SendAsync("");
        using var changed = await tenant.Http.PostAsync(
            $"/v1/workflows/{id}", Json.Body($$"""{"json_definition": {"title": "New", "workflow_definition": {"blocks": [{{Block}}]} } }"""));

        var (again, other) = (await SendAsync(""), await SendAsync(""", "title": "t" """));

        Assert.Equal((await Json.ReadAsync(first)).Text("run_id"), (await Json.ReadAsync(again)).Text("run_id"));
        await Answers.AssertErrorAsync(HttpStatusCode.Conflict, other);

        async Task<HttpResponseMessage> SendAsync(string more)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/v1/run/workflows") { Content = Json.Body($$"""{"workflow_id": "{{id}}"{{more}} }""") };
            message.Headers.Add("Idempotency-Key", "k");
            return await tenant.Http.SendAsync(message);
        }
    }

    [Fact]
    public async Task RunOld_ThenFollowCancelAndRetry_InTheOldPaths()
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(Block, Count);

        using var started = await tenant.Http.PostAsync($"/api/v1/workflows/{id}/run", Json.Body("""{"data": {"count": 1}, "webhook_callback_url": "https://h.example/"}"""));
        var answer = await Json.ReadAsync(started);
        var runId = answer.Text("workflow_run_id")!;
        Assert.Equal((id, id, runId), (answer.Text("workflow_id"), answer.Text("agent_id"), answer.Text("agent_run_id")));
        Assert.Equal("https://h.example/", (await tenant.Http.GetJsonAsync($"/api/v1/workflows/{id}/runs/{runId}")).GetProperty("run_request").Text("webhook_url"));
        Assert.Equal(0, (await tenant.Http.GetJsonAsync($"/api/v1/workflows/{id}/runs/{runId}/timeline")).GetArrayLength());
        await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, await tenant.Http.PostAsync($"/v1/workflows/runs/{runId}/retry", null));

        using var canceled = await tenant.Http.PostAsync($"/api/v1/workflows/runs/{runId}/cancel", null);
        Assert.Equal("null", await canceled.Content.ReadAsStringAsync());
        using var retried = await tenant.Http.PostAsync($"/v1/agents/runs/{runId}/retry", null);

        var again = await Json.ReadAsync(retried);
        Assert.NotEqual(runId, again.Text("run_id"));
        Assert.Equal(("queued", """{"count":1}"""), (again.Text("status"), again.GetProperty("run_request").GetProperty("parameters").GetRawText()));
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, await tenant.Http.PostAsync("/v1/workflows/runs/wr_1/retry", null));
    }

    [Fact]
    public async Task Lists_OfRuns_ShowWorkflowRunsWhereTheyBelong()
    {
        using var tenant = await api.NewTenantAsync();
        var task = await tenant.StartRunAsync();
        var (one, two) = (await tenant.Http.StoreWorkflowAsync(Block), await tenant.Http.StoreWorkflowAsync(Block));
        var (first, second) = (await tenant.Http.RunWorkflowAsync(one), await tenant.Http.RunWorkflowAsync(two, """, "title": "My run" """));
        using var deleted = await tenant.Http.PostAsync($"/v1/workflows/{one}/delete", null);

        var rows = await tenant.Http.GetJsonAsync($"/v1/runs?workflow_permanent_id={one}");
        Assert.Equal((first, one, true, "workflow_run"), (rows[0].Text("run_id"), rows[0].Text("workflow_permanent_id"), rows[0].GetProperty("workflow_deleted").GetBoolean(), rows[0].Text("task_run_type")));
        Assert.Equal(3, (await tenant.Http.GetJsonAsync("/v1/runs")).GetArrayLength());
        Assert.Equal(task, Assert.Single((await tenant.Http.GetJsonAsync("/api/v1/tasks")).EnumerateArray()).Text("task_id"));
        Assert.Equal([second, first], (await tenant.Http.GetJsonAsync("/v1/agents/runs?status=queued")).EnumerateArray().Select(run => run.Text("workflow_run_id")));
        var row = Assert.Single((await tenant.Http.GetJsonAsync($"/api/v1/workflows/{two}/runs?search_key=my run")).EnumerateArray());
        Assert.Equal((two, "My run", "queued"), (row.Text("workflow_permanent_id"), row.Text("workflow_title"), row.Text("status")));
    }

    [Fact]
    public async Task RunTask_ThatPublishes_ShowsAWorkflowOfItsOwn()
    {
        using var tenant = await api.NewTenantAsync();
        using var started = await tenant.Http.PostAsync(
            "/v1/run/tasks", Json.Body("""{"prompt": "Find the price", "url": "https://shop.example.com/", "engine": "skyvern-1.0", "publish_workflow": true}"""));

        var run = await Json.ReadAsync(started);

        Assert.Equal(("task_v2", "skyvern-2.0", true), (run.Text("run_type"), run.GetProperty("run_request").Text("engine"), run.GetProperty("run_request").GetProperty("publish_workflow").GetBoolean()));
        var workflow = Assert.Single((await tenant.Http.GetJsonAsync("/v1/workflows?only_workflows=true")).EnumerateArray());
        Assert.Equal(("Find the price", "published"), (workflow.Text("title"), workflow.Text("status")));
        Assert.Equal(["https://shop.example.com/", "Find the price"], workflow.GetProperty("workflow_definition").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.Text("default_value")));
    }

    [Fact]
    public async Task SendCode_ForAWorkflowRun_IsTakenAndForAnUnknownOneRefused()
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(Block);
        var runId = await tenant.Http.RunWorkflowAsync(id);
        var task = await tenant.StartRunAsync();

        using var known = await SendAsync(id, runId);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, await SendAsync("wpid_1", runId));
        await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, await SendAsync(id, task));

        Task<HttpResponseMessage> SendAsync(string workflow, string run) => tenant.Http.PostAsync("/v1/credentials/totp", Json.Body(
            $$"""{"totp_identifier": "me", "content": "123456", "workflow_id": "{{workflow}}", "workflow_run_id": "{{run}}"}"""));
    }

    [Fact]
    public async Task PreviewWebhook_OfAWorkflowRun_NamesItsTypeAndId()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.Http.RunWorkflowAsync(await tenant.Http.StoreWorkflowAsync(Block));

        var preview = await tenant.Http.GetJsonAsync($"/v1/internal/runs/{runId}/test-webhook");

        Assert.Equal("workflow_run", preview.Text("run_type"));
        Assert.Contains($"\"workflow_run_id\":\"{runId}\"", preview.Text("payload"), StringComparison.Ordinal);
    }
}
