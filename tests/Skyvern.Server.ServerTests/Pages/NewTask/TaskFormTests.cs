using System.Net;
using System.Text.Json;
using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.NewTask;

[Collection(ApiTests.Name)]
public sealed class TaskFormTests(ApiServer api)
{
    private const string Page = "/tasks/new";

    [Fact]
    public async Task Start_EveryField_StoresTheSameRequestAsTheApi()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        var byApi = await tenant.StartRunAsync(
            """
            {
              "prompt": "Read the page\nand tell its title", "url": "shop.example/a b", "title": "Title", "engine": "skyvern-1.0", "max_steps": 7,
              "data_extraction_schema": {"name": "string"}, "model": {"model_name": "gpt"}, "max_screenshot_scrolls": 2, "run_with": "code",
              "include_action_history_in_verification": true, "webhook_url": "https://hook.example/x",
              "error_code_mapping": {"SOLD_OUT": "Nothing is left: gone", "NO": "x"}, "totp_identifier": "ann@mail.example", "totp_url": "https://code.example/",
              "start_fresh_browser": true, "proxy_location": {"country": "US", "subdivision": "CA", "city": "San Jose"},
              "extra_http_headers": {"Accept-Language": "de"}
            }
            """);

        using var answer = await person.SendAsync(
            Page, Page, ("prompt", "Read the page\r\nand tell its title"), ("url", "shop.example/a b"), ("title", "Title"), ("engine", "skyvern-1.0"), ("max_steps", "7"),
            ("data_extraction_schema", """{"name": "string"}"""), ("model", "gpt"), ("max_screenshot_scrolls", "2"), ("run_with", "code"),
            ("include_action_history_in_verification", "true"), ("webhook_url", "https://hook.example/x"),
            ("error_code_mapping", "SOLD_OUT: Nothing is left: gone\r\n\r\nNO: x"), ("totp_identifier", "ann@mail.example"), ("totp_url", "https://code.example/"),
            ("start_fresh_browser", "true"), ("proxy_location", "US-CA"), ("proxy_city", "San Jose"), ("extra_http_headers", "Accept-Language: de"),
            ("browser_session_id", ""), ("browser_address", " "));

        Assert.True(answer.StatusCode == HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
        var byForm = answer.Headers.Location!.OriginalString["/tasks/".Length..];
        Assert.Equal(await RequestAsync(tenant, byApi), await RequestAsync(tenant, byForm));
        Assert.Equal("manual", (await api.Runs.FindAsync(tenant.OrganizationId, byForm, CancellationToken.None))!.TriggerType);
    }

    [Fact]
    public void Fields_HoldEveryFieldOfTheContract()
    {
        var wire = typeof(RunTaskRequest).GetProperties().Select(field => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name));

        Assert.Empty(wire.Except(Skyvern.Server.Pages.NewTask.TaskFields.All.Select(field => field.Name)));
    }

    [Fact]
    public async Task Start_Faults_StandAtTheirFieldsAndNothingTypedIsLost()
    {
        using var person = await Person.LogInAsync(api.Server);

        using var answer = await person.SendAsync(
            Page, Page, ("prompt", "Keep <this>"), ("url", "http://127.0.0.1:9/"), ("max_steps", "many"), ("data_extraction_schema", "{\n  \"a\": 1,\n  oops\n}"),
            ("error_code_mapping", "no colon"), ("browser_session_id", "pbs_unknown"));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Keep &lt;this&gt;", page, StringComparison.Ordinal);
        Assert.Contains("value=\"many\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"max_steps-fault\">Not a whole number", page, StringComparison.Ordinal);
        Assert.Contains("id=\"data_extraction_schema-fault\">Line 3: ", page, StringComparison.Ordinal);
        Assert.Contains("id=\"error_code_mapping-fault\">Line 1: ", page, StringComparison.Ordinal);
        Assert.Contains("id=\"browser_session_id-fault\">Browser session not found pbs_unknown", page, StringComparison.Ordinal);
        Assert.Contains("id=\"url-fault\">The address in url is refused", page, StringComparison.Ordinal);
        Assert.Contains("5 fields need a look", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BlockedAddress_IsRefusedInTheWordsOfTheApi()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        using var refused = await tenant.Http.PostAsync("/v1/run/tasks", Json.Body("""{"prompt": "x", "url": "http://169.254.169.254/"}"""));
        var words = (await Json.ReadAsync(refused)).GetProperty("detail").GetString()!;

        using var answer = await person.SendAsync(Page, Page, ("prompt", "x"), ("url", "http://169.254.169.254/"));

        Assert.Contains($"id=\"url-fault\">{WebUtility.HtmlEncode(words)}<", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await Json.ReadAsync(await tenant.Http.GetAsync("/v1/runs"))).EnumerateArray());
    }

    [Fact]
    public async Task Start_SentTwice_MakesOneRunAndAnotherForOtherWords()
    {
        using var person = await Person.LogInAsync(api.Server);
        (string, string) key = ("idempotency_key", Guid.NewGuid().ToString("N"));

        using var first = await person.SendAsync(Page, Page, key, ("prompt", "Once"));
        using var again = await person.SendAsync(Page, Page, key, ("prompt", "Once"));
        using var other = await person.SendAsync(Page, Page, key, ("prompt", "Twice"));

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.NotNull(other.Headers.Location);
        Assert.NotEqual(first.Headers.Location, other.Headers.Location);
    }

    [Fact]
    public async Task Start_WithoutFormToken_StartsNothing()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        using var answer = await person.Http.PostAsync(Page, new FormUrlEncodedContent([new("prompt", "x")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty((await Json.ReadAsync(await tenant.Http.GetAsync("/v1/runs"))).EnumerateArray());
    }

    [Fact]
    public async Task Page_FromARun_TakesItOverWithoutItsSecrets()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        var run = await tenant.StartRunAsync(
            """
            {
              "prompt": "Log in with user \"ann\" and password \"s3cret-one\"", "url": "https://shop.example/", "max_steps": 9,
              "data_extraction_schema": {"price": "number"}, "proxy_location": {"url": "http://me:s3cret-two@proxy.example:8080"},
              "extra_http_headers": {"Authorization": "Bearer s3cret-three", "Accept-Language": "de"}
            }
            """);

        var page = await person.ReadAsync($"{Page}?from={run}");

        Assert.Contains("value=\"https://shop.example/\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"9\"", page, StringComparison.Ordinal);
        Assert.Contains("&quot;price&quot;: &quot;number&quot;", page, StringComparison.Ordinal);
        Assert.Contains("Accept-Language: de", page, StringComparison.Ordinal);
        Assert.Contains("without its secrets", page, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_FromATaskOfTheFirstGeneration_NamesWhatItHasNoFieldsFor()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        var full = await StartFirstGenerationAsync(
            tenant,
            """
            {
              "url": "https://shop.example/", "navigation_goal": "Fill in the form", "data_extraction_goal": "Extract the number of the order",
              "navigation_payload": {"name": "Ann"}, "complete_criterion": "It says thank you", "terminate_criterion": "It says sold out", "task_type": "validation",
              "include_extracted_text": false, "download_timeout": 5
            }
            """);
        var plain = await StartFirstGenerationAsync(tenant, """{"url": "https://shop.example/", "data_extraction_goal": "Extract the price"}""");

        var page = await person.ReadAsync($"{Page}?from={full}");

        Assert.Contains(
            "not taken over: data_extraction_goal, navigation_payload, complete_criterion, terminate_criterion, task_type, include_extracted_text, download_timeout.",
            page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/tasks/{full}?tab=request\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not taken over:", await person.ReadAsync($"{Page}?from={plain}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_FromARunOfAnotherOrganization_IsEmpty()
    {
        using var other = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server);
        var run = await other.StartRunAsync("""{"prompt": "None of your business"}""");

        var page = await person.ReadAsync($"{Page}?from={run}");

        Assert.Contains($"There is no task {run}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("None of your business", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WhileWriting_SaysWhatIsWrongAndWritesTheCode()
    {
        using var person = await Person.LogInAsync(api.Server);

        using var answer = await person.SendAsync(Page, "/ui/tasks/check", ("prompt", "Write a poem about autumn"), ("data_extraction_schema", """{"type": "object", "properties": {"a": {"type": "sting"}}, "required": ["b"]}"""));

        var told = await Json.ReadAsync(answer);
        Assert.Empty(told.GetProperty("faults").EnumerateObject());
        Assert.Contains("No rule can read “Write a poem about autumn”", told.GetProperty("notes").GetProperty("prompt").GetString(), StringComparison.Ordinal);
        var schema = told.GetProperty("notes").GetProperty("data_extraction_schema").GetString()!;
        Assert.Contains("\"sting\", is none of", schema, StringComparison.Ordinal);
        Assert.Contains("\"b\" is required", schema, StringComparison.Ordinal);
        Assert.Contains("Write a poem about autumn", told.GetProperty("snippets").GetProperty("python").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> StartFirstGenerationAsync(Tenant tenant, string body)
    {
        using var answer = await tenant.Http.PostAsync("/api/v1/tasks", Json.Body(body));
        return (await Json.ReadAsync(answer)).GetProperty("task_id").GetString()!;
    }

    private static async Task<string> RequestAsync(Tenant tenant, string runId) =>
        (await Json.ReadAsync(await tenant.Http.GetAsync($"/v1/runs/{runId}"))).GetProperty("run_request").GetRawText();
}
