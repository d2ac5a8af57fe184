using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

public sealed class BrowserSessionEndpointsTests(SessionServer server) : IClassFixture<SessionServer>
{
    [Fact]
    public async Task Create_WithoutBody_IsRunningAndFoundEverywhere()
    {
        using var tenant = await server.NewTenantAsync();

        var session = await CreateAsync(tenant, body: null);

        var id = Text(session, "browser_session_id")!;
        Assert.StartsWith("pbs_", id, StringComparison.Ordinal);
        Assert.Equal(("running", 60, "cdp"), (Text(session, "status"), session.GetProperty("timeout").GetInt32(), Text(session, "stream_transport")));
        Assert.Equal($"{server.Server.Address}browser-session/{id}", Text(session, "app_url"));
        Assert.Equal($"ws://{server.Server.Address.Authority}/v1/browser_sessions/{id}/cdp", Text(session, "browser_address"));
        Assert.Equal(
            ["runnable_type", "runnable_id", "browser_profile_id", "download_path", "completed_at", "deleted_at", "warning", "failure_reason"],
            session.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Null).Select(field => field.Name)
                .Except(["extensions", "browser_type"]));
        Assert.Equal(id, Text((await tenant.Http.GetJsonAsync("/v1/browser_sessions"))[0], "browser_session_id"));
        Assert.Equal(id, Text(await tenant.Http.GetJsonAsync($"/v1/browser_sessions/{id}/"), "browser_session_id"));
        Assert.Null(Text((await tenant.Http.GetJsonAsync("/api/v1/browser_sessions"))[0], "stream_transport"));
    }

    [Theory]
    [InlineData("""{"timeout": 1000, "extensions": ["ad-blocker"]}""", 240)]
    [InlineData("""{"timeout": "5", "extensions": null, "proxy_location": null, "url": null, "needs_live_view": null, "unknown": 1}""", 5)]
    public async Task Create_LenientBody_IsAcceptedAndSaysWhatIsNotDone(string body, int timeout)
    {
        using var tenant = await server.NewTenantAsync();

        var session = await CreateAsync(tenant, body);

        Assert.Equal(timeout, session.GetProperty("timeout").GetInt32());
        Assert.Equal(timeout == 240, Text(session, "warning")?.Contains("240 minutes", StringComparison.Ordinal) == true);
        Assert.Equal(timeout == 240, Text(session, "warning")?.Contains("extensions", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("""{"timeout": 4}""", "greater_than_equal")]
    [InlineData("""{"timeout": "soon"}""", "int_parsing")]
    [InlineData("""{"extensions": "ad-blocker"}""", "list_type")]
    [InlineData("""{"browser_profile_id": "x_1"}""", "string_pattern_mismatch")]
    [InlineData("""{"generate_browser_profile": 7}""", "bool_parsing")]
    [InlineData("[]", "dict_type")]
    public async Task Create_BodyWithAFault_Is422(string body, string type)
    {
        using var tenant = await server.NewTenantAsync();
        using var answer = await tenant.Http.PostAsync("/v1/browser_sessions", Json.Body(body));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(type, Text((await Json.ReadAsync(answer)).GetProperty("detail")[0], "type"));
        await AssertNothingStoredAsync(tenant);
    }

    [Theory]
    [InlineData("""{"url": "http://localhost/"}""", HttpStatusCode.BadRequest, "localhost")]
    [InlineData("""{"url": "file:///etc/passwd"}""", HttpStatusCode.BadRequest, "url")]
    [InlineData("""{"proxy_location": {"url": "http://u:p@127.0.0.1:3128"}}""", HttpStatusCode.BadRequest, "proxy_location")]
    [InlineData("""{"browser_profile_id": "bp_1"}""", HttpStatusCode.NotFound, "bp_1")]
    public async Task Create_WhatIsNotAllowed_IsRefusedBeforeAnythingIsStored(string body, HttpStatusCode status, string named)
    {
        using var tenant = await server.NewTenantAsync();
        using var answer = await tenant.Http.PostAsync("/v1/browser_sessions", Json.Body(body));

        Assert.Contains(named, await Answers.AssertErrorAsync(status, answer));
        await AssertNothingStoredAsync(tenant);
    }

    [Fact]
    public async Task Close_Session_IsInTheHistoryAndNothingCanBeginInItAnyMore()
    {
        using var tenant = await server.NewTenantAsync();
        var id = Text(await CreateAsync(tenant, """{"url": "https://a.example"}"""), "browser_session_id");

        using var closed = await tenant.Http.PostAsync($"/v1/browser_sessions/{id}/close", content: null);
        using var again = await tenant.Http.PostAsync($"/v1/browser_sessions/{id}/close", content: null);
        using var run = await tenant.Http.PostAsync("/v1/run/tasks", Json.Body($$"""{"prompt": "p", "browser_session_id": "{{id}}"}"""));
        using var patch = await tenant.Http.PatchAsync($"/v1/browser_sessions/{id}", Json.Body("""{"generate_browser_profile": true}"""));
        using var cdp = await tenant.Http.GetAsync($"/v1/browser_sessions/{id}/cdp/json/version/");
        using var history = await tenant.Http.GetAsync("/v1/browser_sessions/history?page=1&page_size=100");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.NotFound],
            [closed.StatusCode, again.StatusCode, run.StatusCode, patch.StatusCode, cdp.StatusCode]);
        Assert.Equal("Browser session closed.", Text(await Json.ReadAsync(closed), "message"));
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/v1/browser_sessions")).GetArrayLength());
        Assert.Equal("1", history.Headers.GetValues("x-total-count").Single());
        var row = (await Json.ReadAsync(history))[0];
        Assert.Equal(("completed", null), (Text(row, "status"), Text(row, "browser_address")));
        Assert.NotNull(Text(row, "completed_at"));
    }

    [Fact]
    public async Task Sessions_OfAnotherOrganization_AreUnknown()
    {
        using var tenant = await server.NewTenantAsync();
        using var other = await server.NewTenantAsync();
        var id = Text(await CreateAsync(tenant, body: null), "browser_session_id");

        using var found = await other.Http.GetAsync($"/v1/browser_sessions/{id}");
        using var closed = await other.Http.PostAsync($"/v1/browser_sessions/{id}/close", content: null);
        using var patched = await other.Http.PatchAsync($"/v1/browser_sessions/{id}", Json.Body("{}"));
        using var run = await other.Http.PostAsync("/v1/run/tasks", Json.Body($$"""{"prompt": "p", "browser_session_id": "{{id}}"}"""));
        using var cdp = await other.Http.GetAsync($"/v1/browser_sessions/{id}/cdp");

        Assert.All((HttpResponseMessage[])[found, closed, patched, run, cdp], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(0, (await other.Http.GetJsonAsync("/v1/browser_sessions")).GetArrayLength());
        Assert.Equal("running", Text(await tenant.Http.GetJsonAsync($"/v1/browser_sessions/{id}"), "status"));
    }

    [Fact]
    public async Task Patch_OpenSession_SaysWhetherAProfileIsKept()
    {
        using var tenant = await server.NewTenantAsync();
        var id = Text(await CreateAsync(tenant, body: null), "browser_session_id");

        using var patched = await tenant.Http.PatchAsync($"/v1/browser_sessions/{id}", Json.Body("""{"generate_browser_profile": true}"""));

        Assert.True((await Json.ReadAsync(patched)).GetProperty("generate_browser_profile").GetBoolean());
        using var unknown = await tenant.Http.PatchAsync("/v1/browser_sessions/pbs_1", Json.Body("{}"));
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, unknown);
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page_size=101")]
    [InlineData("page=x")]
    public async Task History_QueryWithAFault_Is422(string query)
    {
        using var answer = await server.Server.Http.GetAsync($"/v1/browser_sessions/history?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Create_NoBrowserOrNoPlaceLeft_Answers503WithASentence()
    {
        var pool = new FakeBrowserPool { Refusal = new BrowserLostException("No browser could be started: install one.") };
        await using var narrow = await ServerFactory.StartAsync(
            new Dictionary<string, string?> { ["Sessions:MaxOpen"] = "1" },
            works: false,
            services: services => services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(pool)));

        using var refused = await narrow.Http.PostAsync("/v1/browser_sessions", content: null);
        Assert.Contains("install one", await Answers.AssertErrorAsync(HttpStatusCode.ServiceUnavailable, refused));
        var row = (await narrow.Http.GetJsonAsync("/v1/browser_sessions/history"))[0];
        Assert.Equal(("failed", "No browser could be started: install one."), (Text(row, "status"), Text(row, "failure_reason")));

        pool.Refusal = null;
        using var opened = await narrow.Http.PostAsync("/v1/browser_sessions", content: null);
        using var tooMany = await narrow.Http.PostAsync("/v1/browser_sessions", content: null);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains("Sessions:MaxOpen", await Answers.AssertErrorAsync(HttpStatusCode.ServiceUnavailable, tooMany));
    }

    [Fact]
    public async Task Get_FilesCannotBeRead_Answers503WithItsCode()
    {
        await using var broken = await ServerFactory.StartAsync(
            works: false, services: services => services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(new FakeBrowserPool())));
        using var opened = await broken.Http.PostAsync("/v1/browser_sessions", content: null);
        await using (var connection = new SqliteConnection(broken.Services.GetRequiredService<DatabaseConnection>().ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE artifacts RENAME TO artifacts_out_of_reach";
            await command.ExecuteNonQueryAsync();
        }

        using var answer = await broken.Http.GetAsync($"/v1/browser_sessions/{Text(await Json.ReadAsync(opened), "browser_session_id")}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("downloaded_files_unavailable", Text(await Json.ReadAsync(answer), "code"));
    }

    private static async Task<JsonElement> CreateAsync(Tenant tenant, string? body)
    {
        using var answer = await tenant.Http.PostAsync("/v1/browser_sessions", body is null ? null : Json.Body(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await Json.ReadAsync(answer);
    }

    private static async Task AssertNothingStoredAsync(Tenant tenant) =>
        Assert.Equal(0, (await tenant.Http.GetJsonAsync("/v1/browser_sessions/history")).GetArrayLength());

    private static string? Text(JsonElement holder, string name) => holder.GetProperty(name).GetString();
}
