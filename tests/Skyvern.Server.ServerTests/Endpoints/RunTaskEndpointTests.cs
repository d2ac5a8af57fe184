using System.Net;
using System.Text;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class RunTaskEndpointTests(ApiServer api)
{
    [Fact]
    public async Task RunTask_OnlyAPrompt_AnswersLikeTheSample()
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body(File.ReadAllText(Samples.PathOf("create-minimal.json"))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Samples.AssertLike("run-queued.json", await Json.ReadAsync(answer));
    }

    [Fact]
    public async Task RunTask_AllFields_EchoesThemAsTheSample()
    {
        using var answer = await api.Server.Http.PostAsync("/api/v1/run/tasks/", Json.Body(File.ReadAllText(Samples.PathOf("create-full.json"))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            Samples.Read("run-completed.json").GetProperty("run_request").GetRawText().Replace(" ", "").Replace("\n", ""),
            (await Json.ReadAsync(answer)).GetProperty("run_request").GetRawText().Replace(" ", ""));
    }

    [Fact]
    public async Task RunTask_NullForEveryUnsetField_TakesTheDefaults()
    {
        // The Python client writes every field.
        const string Body = """
            {"prompt":"p","url":null,"engine":"skyvern-1.0","title":null,"proxy_location":null,"data_extraction_schema":null,"error_code_mapping":null,
             "max_steps":null,"webhook_url":null,"totp_identifier":null,"totp_url":null,"browser_session_id":null,"browser_profile_id":null,
             "start_fresh_browser":null,"model":null,"extra_http_headers":null,"cdp_connect_headers":null,"publish_workflow":false,
             "include_action_history_in_verification":null,"max_screenshot_scrolls":null,"browser_address":null,"run_with":null}
            """;

        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body(Body));

        var run = await Json.ReadAsync(answer);
        Assert.Equal("task_v1", run.GetProperty("run_type").GetString());
        var request = run.GetProperty("run_request");
        Assert.Equal("null", request.GetProperty("proxy_location").GetRawText());
        Assert.False(request.GetProperty("start_fresh_browser").GetBoolean());
    }

    [Theory]
    [InlineData("skyvern-1.0", "task_v1")]
    [InlineData("skyvern-2.0", "task_v2")]
    [InlineData("skyvern-3.0", "task_v2")]
    public async Task RunTask_Engine_DecidesTheRunType(string engine, string runType)
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body($$"""{"prompt": "p", "engine": "{{engine}}"}"""));

        Assert.Equal(runType, (await Json.ReadAsync(answer)).GetProperty("run_type").GetString());
    }

    [Fact]
    public async Task RunTask_SeveralFaults_TellsAllOfThemLikeTheSample()
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body("""{"engine": "skyvern-9", "max_steps": "many"}"""));

        Assert.Equal(["missing at body.prompt", "enum at body.engine", "int_parsing at body.max_steps"], await Answers.AssertInvalidAsync(answer));
        Samples.AssertLike("error-422.json", await Json.ReadAsync(answer));
    }

    [Theory]
    [InlineData("", "missing at body")]
    [InlineData("null", "missing at body")]
    [InlineData("[1]", "dict_type at body")]
    [InlineData("{\"prompt\": \"a\"", "json_invalid at body.14")]
    [InlineData("{\n \"prompt\": oops}", "json_invalid at body.13")]
    [InlineData("{\"prompt\": \"half \\ud800 pair\"}", "json_invalid at body.0")]
    public async Task RunTask_BodyThatIsNoObject_SaysWhereItFails(string body, string fault)
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body(body));

        Assert.Equal([fault], await Answers.AssertInvalidAsync(answer));
    }

    [Fact]
    public async Task RunTask_OtherContentType_Answers415()
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", new StringContent("prompt=a", Encoding.UTF8, "text/plain"));

        await Answers.AssertErrorAsync(HttpStatusCode.UnsupportedMediaType, answer);
    }

    [Theory]
    [InlineData("\"url\": \"http://127.0.0.1/\"", "127.0.0.1")]
    [InlineData("\"url\": \"http://2130706433/\"", "127.0.0.1")]
    [InlineData("\"webhook_url\": \"http://169.254.169.254/latest\"", "169.254.169.254")]
    [InlineData("\"totp_url\": \"http://db.internal/codes\"", "db.internal")]
    [InlineData("\"url\": \"ftp://example.com/\"", "url")]
    [InlineData("\"url\": \"javascript:alert(1)\"", "url")]
    [InlineData("\"engine\": \"openai-cua\"", "openai-cua")]
    [InlineData("\"browser_address\": \"http://127.0.0.1:9222\"", "127.0.0.1")]
    [InlineData("\"browser_address\": \"wss://[::1]/devtools/browser/1\"", "::1")]
    [InlineData("\"browser_address\": \"ftp://browser.example/\"", "browser_address")]
    [InlineData("\"browser_address\": \"browser\"", "browser_address")]
    [InlineData("\"browser_address\": \"wss://u:p@browser.example/\"", "cdp_connect_headers")]
    [InlineData("\"browser_address\": \"ws://browser.example/\", \"cdp_connect_headers\": {\"x-key\": \"a\\r\\nb: c\"}", "x-key")]
    [InlineData("\"browser_address\": \"ws://browser.example/\", \"cdp_connect_headers\": {\"Host\": \"other\"}", "Host")]
    [InlineData("\"cdp_connect_headers\": {\"x-key\": \"a\"}", "browser_address")]
    [InlineData("\"browser_address\": \"ws://browser.example/\", \"browser_profile_id\": \"bp_1\"", "browser_profile_id")]
    [InlineData("\"proxy_location\": {\"url\": \"socks5://u:p@proxy.example:1080\"}", "proxy_location")]
    public async Task RunTask_WhatIsNotAllowedOrOffered_IsRefusedByName(string field, string named)
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body($"{{\"prompt\": \"p\", {field}}}"));

        Assert.Contains(named, await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, answer));
    }

    [Fact]
    public async Task RunTask_BrowserElsewhere_IsTakenWithItsHeadersMasked()
    {
        using var answer = await api.Server.Http.PostAsync(
            "/v1/run/tasks", Json.Body("""{"prompt": "p", "browser_address": "wss://browser.example/cdp", "cdp_connect_headers": {"Authorization": "Bearer geheim"}}"""));

        var request = (await Json.ReadAsync(answer)).GetProperty("run_request");
        Assert.Equal("wss://browser.example/cdp", request.GetProperty("browser_address").GetString());
        Assert.Equal("***", request.GetProperty("cdp_connect_headers").GetProperty("Authorization").GetString());
    }

    [Theory]
    [InlineData("browser_session_id", "pbs_1")]
    [InlineData("browser_profile_id", "bp_1")]
    public async Task RunTask_UnknownBrowserSessionOrProfile_Answers404(string field, string id)
    {
        using var answer = await api.Server.Http.PostAsync("/v1/run/tasks", Json.Body($$"""{"prompt": "p", "{{field}}": "{{id}}"}"""));

        Assert.Contains(id, await Answers.AssertErrorAsync(HttpStatusCode.NotFound, answer));
    }

    [Fact]
    public async Task RunTask_ClientNamesItself_SetsTheTrigger()
    {
        using var tenant = await api.NewTenantAsync();
        tenant.Http.DefaultRequestHeaders.Add("x-user-agent", "skyvern-ui");
        await tenant.StartRunAsync();

        Assert.Equal("manual", (await tenant.Http.GetJsonAsync("/v1/runs"))[0].GetProperty("trigger_type").GetString());
    }
}
