using System.Net;
using System.Text.Json;

namespace Skyvern.Server.ServerTests.Endpoints;

/// <summary>Runs started in the words of older clients.</summary>
[Collection(ApiTests.Name)]
public sealed class OldTaskEndpointsTests(ApiServer api)
{
    private const string Full = """
        {"url": "shop.example/order", "title": "Order", "webhook_callback_url": "https://hooks.example/", "totp_verification_url": "https://codes.example/",
         "totp_identifier": "ada@example.org", "navigation_goal": "Order paper", "data_extraction_goal": "the order number", "navigation_payload": {"amount": 2},
         "error_code_mapping": {"SOLD_OUT": "It is sold out"}, "proxy_location": "RESIDENTIAL_DE", "extracted_information_schema": {"number": {"type": "string"}},
         "extra_http_headers": {"x-a": "b"}, "complete_criterion": "It is confirmed", "terminate_criterion": "It is sold out", "task_type": "general",
         "application": "office", "workflow_system_prompt": "Be careful", "include_action_history_in_verification": true, "max_screenshot_scrolls": 3,
         "download_timeout": 12.5, "include_extracted_text": false, "model": {"model_name": "m"}}
        """;

    [Fact]
    public async Task CreateTask_AllFields_StoresThemAndEchoesThemInTheTaskObject()
    {
        using var tenant = await api.NewTenantAsync();
        var id = await CreateAsync(tenant, Full);

        var task = await tenant.Http.GetJsonAsync($"/api/v1/tasks/{id}");

        Assert.Equal(("task_v1", 7), (task.GetProperty("run_type").GetString(), task.GetProperty("max_steps_per_run").GetInt32()));
        var sent = JsonElement.Parse(Full);
        var request = task.GetProperty("request");
        foreach (var field in sent.EnumerateObject().Where(field => field.Name is not ("url" or "model")))
        {
            Assert.True(JsonElement.DeepEquals(field.Value, request.GetProperty(field.Name)), field.Name);
        }

        Assert.Equal("https://shop.example/order", request.GetProperty("url").GetString());
        Assert.Equal("Order paper", task.GetProperty("run_request").GetProperty("prompt").GetString());
        Assert.Equal("m", task.GetProperty("run_request").GetProperty("model").GetProperty("model_name").GetString());
    }

    [Fact]
    public async Task CreateTask_OnlyAnExtraction_HasAPromptAllTheSame()
    {
        using var tenant = await api.NewTenantAsync();
        var id = await CreateAsync(tenant, """{"url": "https://shop.example/", "data_extraction_goal": "the prices"}""");

        var run = await tenant.Http.GetJsonAsync($"/v1/runs/{id}");
        var task = await tenant.Http.GetJsonAsync($"/api/v1/tasks/{id}");

        Assert.Equal("the prices", run.GetProperty("run_request").GetProperty("prompt").GetString());
        Assert.Equal(id, run.GetProperty("runId").GetString());
        Assert.Equal(JsonValueKind.Null, task.GetProperty("request").GetProperty("navigation_goal").ValueKind);
    }

    [Fact]
    public async Task CreateTask_SameKeyTwice_IsOneRun()
    {
        using var tenant = await api.NewTenantAsync();
        tenant.Http.DefaultRequestHeaders.Add("Idempotency-Key", "k");

        Assert.Equal(await CreateAsync(tenant, Full), await CreateAsync(tenant, Full));
    }

    [Theory]
    [InlineData("/api/v1/tasks", """{"url": "http://10.0.0.1/"}""", HttpStatusCode.BadRequest, "10.0.0.1")]
    [InlineData("/api/v1/tasks", """{"url": "", "browser_session_id": "pbs_1"}""", HttpStatusCode.NotFound, "pbs_1")]
    [InlineData("/api/v2/tasks", """{"user_prompt": "p", "url": "ftp://example.org/"}""", HttpStatusCode.BadRequest, "url")]
    public async Task Create_WhatIsNotAllowed_IsRefusedByName(string path, string body, HttpStatusCode status, string named)
    {
        using var answer = await api.Server.Http.PostAsync(path, Json.Body(body));

        Assert.Contains(named, await Answers.AssertErrorAsync(status, answer));
    }

    [Fact]
    public async Task CreateTaskV2_Prompt_AnswersWithTheWholeObject()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        using var answer = await tenant.Http.PostAsync(
            "/api/v2/tasks/", Json.Body("""{"user_prompt": "List the prices", "url": "shop.example", "extracted_information_schema": {"prices": []}, "run_with": "code"}"""));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var created = await Json.ReadAsync(answer);
        var id = created.GetProperty("task_id").GetString();
        var read = await tenant.Http.GetJsonAsync($"/api/v2/tasks/{id}");
        using var unknown = await other.Http.GetAsync($"/api/v2/tasks/{id}");

        Assert.Equal(created.GetRawText(), read.GetRawText());
        Assert.Equal(("List the prices", "https://shop.example/", "queued", "code"), (Text(read, "prompt"), Text(read, "url"), Text(read, "status"), Text(read, "run_with")));
        Assert.Equal(29, read.EnumerateObject().Count());
        Assert.Equal("task_v2", (await tenant.Http.GetJsonAsync($"/v1/runs/{id}")).GetProperty("run_type").GetString());
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, unknown);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task<string> CreateAsync(Tenant tenant, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tasks") { Content = Json.Body(body) };
        request.Headers.Add("x-max-steps-override", "7");
        using var answer = await tenant.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await Json.ReadAsync(answer)).GetProperty("task_id").GetString()!;
    }
}
