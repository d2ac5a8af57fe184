using System.Net;
using System.Text;
using Skyvern.Server.ServerTests.Workflows;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class WorkflowEndpointsTests(ApiServer api)
{
    private const string Wait = """{"block_type": "wait", "label": "a", "wait_sec": 0}""";

    private const string Yaml = """
        title: From YAML
        workflow_definition:
          parameters:
            - parameter_type: workflow
              key: word
              workflow_parameter_type: string
              default_value: tea
          blocks:
            - block_type: task
              label: search
              url: https://shop.example.com/
              navigation_goal: "Search for {{ word }}"
              parameter_keys: [word]
        """;

    [Fact]
    public async Task Create_Json_AnswersWithEveryDocumentedKey()
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(
            """{"block_type": "task", "label": "a", "navigation_goal": "Go to {{ k }}", "parameter_keys": ["k"]}""",
            """{"parameter_type": "workflow", "key": "k", "workflow_parameter_type": "string"}""");

        var workflow = await tenant.Http.GetJsonAsync($"/v1/agents/{id}");

        Assert.Equal((id, id, "Test flow", "published"), (workflow.Text("workflow_permanent_id"), workflow.Text("agent_id"), workflow.Text("title"), workflow.Text("status")));
        Assert.StartsWith("w_", workflow.Text("workflow_id"));
        Assert.Equal((1, false, tenant.OrganizationId), (workflow.GetProperty("version").GetInt32(), workflow.GetProperty("is_saved_task").GetBoolean(), workflow.Text("organization_id")));
        var definition = workflow.GetProperty("workflow_definition");
        var parameter = definition.GetProperty("parameters")[0];
        Assert.Equal(("workflow", "k", "string"), (parameter.Text("parameter_type"), parameter.Text("key"), parameter.Text("workflow_parameter_type")));
        Assert.StartsWith("wp_", parameter.Text("workflow_parameter_id"));
        Assert.Equal(workflow.Text("workflow_id"), parameter.Text("workflow_id"));
        Assert.EndsWith("Z", parameter.Text("created_at"));
        var block = definition.GetProperty("blocks")[0];
        Assert.Equal(("a_output", "output"), (block.GetProperty("output_parameter").Text("key"), block.GetProperty("output_parameter").Text("parameter_type")));
        Assert.StartsWith("op_", block.GetProperty("output_parameter").Text("output_parameter_id"));
        Assert.Equal("k", block.GetProperty("parameters")[0].Text("key"));
        Assert.False(block.TryGetProperty("parameter_keys", out _));
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task CreateFromBody_YamlOfAnyType_IsStored(string? type)
    {
        using var tenant = await api.NewTenantAsync();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(Yaml));
        body.Headers.ContentType = type is null ? null : new(type);

        using var answer = await tenant.Http.PostAsync("/api/v1/workflows", body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("tea", (await Json.ReadAsync(answer)).GetProperty("workflow_definition").GetProperty("parameters")[0].Text("default_value"));
    }

    [Fact]
    public async Task Create_AnswerSentBackAsDefinition_IsTheSameWorkflowAgain()
    {
        using var tenant = await api.NewTenantAsync();
        using var created = await tenant.Http.PostAsync("/v1/workflows", Json.Body($$"""{"yaml_definition": {{System.Text.Json.JsonSerializer.Serialize(Yaml)}}, "json_definition": {"ignored": 1} }"""));
        var first = await Json.ReadAsync(created);
        var id = first.Text("workflow_permanent_id");

        using var changed = await tenant.Http.PutAsync($"/api/v1/workflows/{id}", Json.Body(first.GetRawText()));

        var second = await Json.ReadAsync(changed);
        Assert.Equal((HttpStatusCode.OK, 2, "word"), (changed.StatusCode, second.GetProperty("version").GetInt32(),
            second.GetProperty("workflow_definition").GetProperty("blocks")[0].GetProperty("parameters")[0].Text("key")));
        Assert.Equal([2, 1], (await tenant.Http.GetJsonAsync($"/v1/workflows/{id}/versions")).EnumerateArray().Select(version => version.GetProperty("version").GetInt32()));
        Assert.Equal(1, (await tenant.Http.GetJsonAsync($"/api/v1/workflows/{id}?version=1")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Create_BadBodies_NameTheFaults()
    {
        using var tenant = await api.NewTenantAsync();

        Assert.Equal(["value_error at body"], await Answers.AssertInvalidAsync(await tenant.Http.PostAsync("/v1/workflows", Json.Body("{}"))));
        Assert.Equal(["missing at body"], await Answers.AssertInvalidAsync(await tenant.Http.PostAsync("/v1/workflows", null)));
        Assert.Equal(["missing at body"], await Answers.AssertInvalidAsync(await tenant.Http.PostAsync("/api/v1/workflows", null)));
        Assert.Equal(["value_error at body"], await Answers.AssertInvalidAsync(await tenant.Http.PostAsync("/api/v1/workflows", new StringContent("a: &x [*x]"))));
        Assert.Equal(["dict_type at body"], await Answers.AssertInvalidAsync(await tenant.Http.PostAsync("/api/v1/workflows", new StringContent("- a"))));
        Assert.Equal(
            ["value_error at body.yaml_definition"],
            await Answers.AssertInvalidAsync(await tenant.Http.PostAsync("/v1/workflows", Json.Body("""{"yaml_definition": "a: [1"}"""))));
        Assert.Equal(
            ["missing at body.json_definition.title", "missing at body.json_definition.workflow_definition"],
            await Answers.AssertInvalidAsync(await tenant.Http.PostAsync("/v1/agents/", Json.Body("""{"json_definition": {}}"""))));
    }

    [Fact]
    public async Task Create_SameKeyTwice_IsOneWorkflow()
    {
        using var tenant = await api.NewTenantAsync();

        var (first, again, other) = (await SendAsync("One"), await SendAsync("One"), await SendAsync("Two"));

        Assert.Equal((await Json.ReadAsync(first)).Text("workflow_id"), (await Json.ReadAsync(again)).Text("workflow_id"));
        await Answers.AssertErrorAsync(HttpStatusCode.Conflict, other);

        async Task<HttpResponseMessage> SendAsync(string title)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/v1/workflows")
            {
                Content = Json.Body($$"""{"json_definition": {"title": "{{title}}", "workflow_definition": {"blocks": [{{Wait}}]} } }"""),
            };
            message.Headers.Add("Idempotency-Key", "k");
            return await tenant.Http.SendAsync(message);
        }
    }

    [Fact]
    public async Task List_Filters_AndTheCount()
    {
        using var tenant = await api.NewTenantAsync();
        await tenant.Http.StoreWorkflowAsync(Wait);
        await tenant.Http.StoreWorkflowAsync(Wait);

        using var page = await tenant.Http.GetAsync("/v1/workflows?page_size=1&only_workflows=true&search_key=test");

        Assert.Equal("2", page.Headers.GetValues("x-total-count").Single());
        Assert.Equal(1, (await Json.ReadAsync(page)).GetArrayLength());
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/v1/agents?only_saved_tasks=true")).GetArrayLength());
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/api/v1/workflows/?template=true")).GetArrayLength());
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/v1/workflows?title=other")).GetArrayLength());
        Assert.Equal(["enum at query.status.0"], await Answers.AssertInvalidAsync(await tenant.Http.GetAsync("/v1/workflows?status=x")));
    }

    [Theory]
    [InlineData("POST", "/v1/workflows/{0}/delete")]
    [InlineData("POST", "/v1/agents/{0}/delete")]
    [InlineData("DELETE", "/api/v1/workflows/{0}")]
    public async Task Delete_Workflow_AnswersNullAndThen404(string method, string path)
    {
        using var tenant = await api.NewTenantAsync();
        var id = await tenant.Http.StoreWorkflowAsync(Wait);

        using var deleted = await tenant.Http.SendAsync(new(new HttpMethod(method), string.Format(path, id)));
        using var again = await tenant.Http.SendAsync(new(new HttpMethod(method), string.Format(path, id)));

        Assert.Equal((HttpStatusCode.OK, "null"), (deleted.StatusCode, await deleted.Content.ReadAsStringAsync()));
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, again);
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, await tenant.Http.GetAsync($"/v1/workflows/{id}"));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/versions")]
    [InlineData("POST", "")]
    [InlineData("POST", "/delete")]
    public async Task EveryCall_WorkflowOfAnotherOrganization_Answers404(string method, string rest)
    {
        using var owner = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var id = await owner.Http.StoreWorkflowAsync(Wait);
        using var message = new HttpRequestMessage(new HttpMethod(method), $"/v1/workflows/{id}{rest}")
        {
            Content = method == "GET" ? null : Json.Body($$"""{"json_definition": {"title": "t", "workflow_definition": {"blocks": [{{Wait}}]} } }"""),
        };

        Assert.Equal($"Workflow not found {id}", await Answers.AssertErrorAsync(HttpStatusCode.NotFound, await other.Http.SendAsync(message)));
    }
}
