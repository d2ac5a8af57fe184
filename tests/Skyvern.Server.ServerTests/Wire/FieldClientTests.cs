using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.ServerTests.Wire;

/// <summary>What the field's two SDKs send, byte for byte where it matters, in the order in which their users call them.</summary>
[Collection(ApiTests.Name)]
public sealed class FieldClientTests(ApiServer api)
{
    /// <summary>The Python SDK writes null for every field that the caller left unset, and always this engine.</summary>
    private const string PythonBody =
        """
        {"prompt":"Find the price of A4 paper","url":"https://shop.example.com/","engine":"skyvern-1.0","title":null,"proxy_location":null,
         "data_extraction_schema":null,"error_code_mapping":null,"max_steps":null,"webhook_url":null,"totp_identifier":null,"totp_url":null,
         "browser_session_id":null,"browser_profile_id":null,"start_fresh_browser":null,"model":null,"extra_http_headers":null,
         "cdp_connect_headers":null,"publish_workflow":false,"include_action_history_in_verification":null,"max_screenshot_scrolls":null,
         "browser_address":null,"run_with":null}
        """;

    [Fact]
    public async Task PythonSdk_FromCreationToTheFiles_GetsWhatItsModelsTake()
    {
        using var tenant = await api.NewTenantAsync();
        var python = new Wire(tenant, "skyvern/1.0.47", "Python");

        var created = await python.SendAsync("POST", "/v1/run/tasks", PythonBody);
        var runId = AssertPythonRun(created);
        Assert.Equal(("task_v1", "queued"), (Text(created, "run_type"), Text(created, "status")));
        Assert.Equal("queued", Text(await python.SendAsync("GET", $"/v1/runs/{runId}"), "status"));

        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        await story.AddArtifactAsync(ArtifactTypes.ActionScreenshot, ".jpg", "picture");
        await story.AddArtifactAsync(ArtifactTypes.Download, ".pdf", "paper", "offer.pdf");
        await story.EndAsync(new RunResult(RunStatus.Completed) { OutputJson = "29.99" });

        var ended = await python.SendAsync("GET", $"/v1/runs/{runId}");
        AssertPythonRun(ended);
        Assert.Equal("completed", Text(ended, "status"));
        Assert.Equal(JsonValueKind.String, ended.GetProperty("output").ValueKind);
        Assert.NotEmpty(ended.GetProperty("downloaded_files")[0].GetProperty("url").GetString()!);
        Assert.Equal(2, (await python.SendAsync("GET", $"/v1/runs/{runId}/artifacts")).GetArrayLength());
        Assert.Equal(1, (await python.SendAsync("GET", $"/v1/runs/{runId}/artifacts?artifact_type=download&artifact_type=recording")).GetArrayLength());
        Assert.Equal(1, (await python.SendAsync("GET", $"/v1/runs/{runId}/timeline")).GetArrayLength());
        Assert.Equal(1, (await python.SendAsync("GET", "/v1/runs?page=1&page_size=10&status=completed&status=failed")).GetArrayLength());

        // Nothing to retry: the run has no address. Ended: nothing to cancel.
        Assert.Contains("no webhook address", Text(await python.SendAsync("POST", $"/v1/runs/{runId}/retry_webhook", status: HttpStatusCode.BadRequest), "detail"));
        Assert.Contains("completed", Text(await python.SendAsync("POST", $"/v1/runs/{runId}/cancel", status: HttpStatusCode.BadRequest), "detail"));
        await python.SendAsync("GET", "/v1/runs/tsk_unknown", status: HttpStatusCode.NotFound);
        Assert.Equal(JsonValueKind.Array, (await python.SendAsync("POST", "/v1/run/tasks", """{"prompt":null}""", HttpStatusCode.UnprocessableEntity)).GetProperty("detail").ValueKind);
    }

    [Fact]
    public async Task TypeScriptSdk_CreateCancelAndSendACode_TakesTheAnswers()
    {
        using var tenant = await api.NewTenantAsync();
        var typeScript = new Wire(tenant, "@skyvern/client/1.0.47", "JavaScript");

        var created = await typeScript.SendAsync("POST", "/v1/run/tasks", """{"prompt":"Wait","data_extraction_schema":{"success":{"type":"boolean"}}}""");
        var runId = Text(created, "run_id");
        Assert.Equal("task_v2", Text(created, "run_type"));

        // No body: content-length 0 and no content type.
        Assert.Equal(JsonValueKind.Null, (await typeScript.SendAsync("POST", $"/v1/runs/{runId}/cancel", "")).ValueKind);
        Assert.Equal("canceled", Text(await typeScript.SendAsync("GET", $"/v1/runs/{runId}"), "status"));
        var bulk = await typeScript.SendAsync("POST", "/v1/runs/cancel", $$"""{"run_ids":["{{runId}}","{{runId}}","tsk_unknown"]}""");
        Assert.Equal((0, 2), (bulk.GetProperty("cancelled").GetArrayLength(), bulk.GetProperty("failed").GetArrayLength()));
        Assert.Equal("482913", Text(await typeScript.SendAsync("POST", "/v1/credentials/totp", """{"totp_identifier":"a@b.example","content":"482913"}"""), "code"));
        Assert.NotEmpty(Text(await typeScript.SendAsync("GET", "/v1/version"), "version"));
    }

    [Fact]
    public async Task PythonSdk_SessionUploadAndAgent_GetsWhatItsHelpersTake()
    {
        using var tenant = await api.NewTenantAsync();
        var python = new Wire(tenant, "skyvern/1.0.47", "Python");

        var session = await python.SendAsync("POST", "/v1/browser_sessions", """{"timeout":60,"proxy_location":null,"extensions":null,"browser_type":null}""");
        var sessionId = Text(session, "browser_session_id");
        Assert.Equal("running", Text(session, "status"));
        Assert.Equal(sessionId, Text((await python.SendAsync("GET", "/v1/browser_sessions"))[0], "browser_session_id"));
        var inSession = await python.SendAsync("POST", "/v1/run/tasks", $$"""{"prompt":"Go on","browser_session_id":"{{sessionId}}"}""");
        Assert.Equal(sessionId, Text(inSession, "browser_session_id"));
        Assert.NotEmpty(Text(await python.SendAsync("POST", $"/v1/browser_sessions/{sessionId}/close"), "message"));
        await python.SendAsync("POST", "/v1/run/tasks", $$"""{"prompt":"Go on","browser_session_id":"{{sessionId}}"}""", HttpStatusCode.NotFound);

        // The SDK sends the file as an ordinary text field, without a name.
        using var form = new MultipartFormDataContent { { new StringContent("a,b"), "file" } };
        var upload = await python.SendAsync("POST", "/v1/upload_file", form);
        Assert.StartsWith("http", Text(upload, "presigned_url"));
        Assert.NotEmpty(Text(upload, "s3_uri"));

        var agent = await python.SendAsync(
            "POST", "/v1/agents", """{"json_definition":{"title":"Rest","workflow_definition":{"parameters":[],"blocks":[{"block_type":"wait","label":"rest","wait_sec":1}]}}}""");
        var run = await python.SendAsync("POST", "/v1/run/agents", $$"""{"agent_id":"{{Text(agent, "agent_id")}}","parameters":null,"title":null}""");
        Assert.Equal("workflow_run", Text(run, "run_type"));
        Assert.Equal(JsonValueKind.Null, (await python.SendAsync("POST", $"/v1/runs/{Text(run, "run_id")}/cancel")).ValueKind);
        Assert.Equal("canceled", Text(await python.SendAsync("GET", $"/v1/runs/{Text(run, "run_id")}"), "status"));
    }

    [Fact]
    public async Task BearerClient_OnTheFirstGenerationsPaths_SeesTheSameRun()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync();
        using var http = api.Server.ConnectWith(null);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Key);

        Assert.Equal(runId, Text(await http.GetJsonAsync($"/api/v1/runs/{runId}/"), "run_id"));
        Assert.Equal(runId, Text((await http.GetJsonAsync("/api/v1/tasks/?page=1&page_size=10"))[0], "task_id"));
        Assert.Equal(0, (await http.GetJsonAsync($"/api/v1/tasks/{runId}/steps")).GetArrayLength());
    }

    /// <summary>What Pydantic refuses, as tried with the SDK's models.</summary>
    private static string AssertPythonRun(JsonElement run)
    {
        Assert.All(["run_id", "status", "created_at", "modified_at"], (Action<string>)(name => Assert.NotEmpty(Text(run, name))));
        Assert.Contains(Text(run, "run_type"), (string[])["task_v1", "task_v2"]);
        Assert.True(run.GetProperty("output").ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String or JsonValueKind.Null);
        Assert.NotEmpty(Text(run.GetProperty("run_request"), "prompt"));
        Assert.All(run.GetProperty("errors").EnumerateArray(), error => Assert.Equal(JsonValueKind.Object, error.ValueKind));
        return Text(run, "run_id");
    }

    private static string Text(JsonElement value, string field) => value.GetProperty(field).GetString()!;

    /// <summary>Sends with the headers of an SDK.</summary>
    private sealed class Wire(Tenant tenant, string product, string language)
    {
        public Task<JsonElement> SendAsync(string method, string path, string? body = null, HttpStatusCode status = HttpStatusCode.OK) => SendAsync(
            method,
            path,
            body switch
            {
                null => null,
                "" => new ByteArrayContent([]),
                _ => new StringContent(body, Encoding.UTF8, "application/json"),
            },
            status);

        public async Task<JsonElement> SendAsync(string method, string path, HttpContent? content, HttpStatusCode status = HttpStatusCode.OK)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation("User-Agent", product);
            request.Headers.Add("X-Fern-Language", language);
            request.Headers.Add("X-Fern-SDK-Name", "skyvern");
            request.Headers.Add("X-Fern-SDK-Version", "1.0.47");
            request.Content = content;
            using var answer = await tenant.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(status == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
            Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
            return JsonElement.Parse(text);
        }
    }
}
