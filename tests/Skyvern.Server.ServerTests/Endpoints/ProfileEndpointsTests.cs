using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class ProfileEndpointsTests(ApiServer api)
{
    private const string State = """{"cookies":[{"name":"sid","value":"geheim"}],"origins":[]}""";

    private HeldBrowsers Held => api.Server.Services.GetRequiredService<HeldBrowsers>();

    [Fact]
    public async Task CreateBrowserProfile_OpenBrowser_KeepsItsStateEncrypted()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await HoldAsync(tenant);

        using var answer = await CreateAsync(tenant, "Shop", runId);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var profile = await Json.ReadAsync(answer);
        var id = profile.GetProperty("browser_profile_id").GetString()!;

        Assert.StartsWith("bp_", id);
        var store = api.Server.Services.GetRequiredService<IProfileStore>();
        Assert.DoesNotContain("geheim", (await store.FindAsync(tenant.OrganizationId, id, default))!.ProtectedState, StringComparison.Ordinal);
        var source = api.Server.Services.GetRequiredService<IProfileSource>();
        Assert.Equal(State, await source.OpenAsync(tenant.OrganizationId, id, default));
        Assert.Null(await source.OpenAsync("o_other", id, default));
        Assert.Equal(profile.GetRawText(), (await tenant.Http.GetJsonAsync($"/v1/browser_profiles/{id}")).GetRawText());
        await Held.ReleaseAsync(runId);
    }

    [Fact]
    public async Task CreateBrowserProfile_WhatIsWrong_IsTold()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var closed = await tenant.StartRunAsync();
        var open = await HoldAsync(other);

        using var nothing = await tenant.Http.PostAsync("/v1/browser_profiles", Json.Body("""{"description": 5}"""));
        using var noName = await tenant.Http.PostAsync("/v1/browser_profiles", Json.Body($$"""{"name": " ", "workflow_run_id": "{{closed}}"}"""));
        using var session = await tenant.Http.PostAsync("/v1/browser_profiles", Json.Body("""{"name": "n", "browser_session_id": "pbs_1"}"""));
        using var foreign = await CreateAsync(tenant, "n", open);
        using var noBrowser = await CreateAsync(tenant, "n", closed);

        Assert.Equal(["missing at body.name", "string_type at body.description", "value_error at body"], await Answers.AssertInvalidAsync(nothing));
        Assert.Equal(["string_too_short at body.name"], await Answers.AssertInvalidAsync(noName));
        Assert.Contains("pbs_1", await Answers.AssertErrorAsync(HttpStatusCode.NotFound, session));
        Assert.Contains(open, await Answers.AssertErrorAsync(HttpStatusCode.NotFound, foreign));
        Assert.Contains("no open browser", await Answers.AssertErrorAsync(HttpStatusCode.BadRequest, noBrowser));
        await Held.ReleaseAsync(open);
    }

    [Fact]
    public async Task BrowserProfiles_RenameAndDelete_HoldForTheirOrganization()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var runId = await HoldAsync(tenant);
        var first = await IdAsync(tenant, "Shop", runId);
        var second = await IdAsync(tenant, "Bank", runId);

        using var taken = await tenant.Http.PatchAsync($"/v1/browser_profiles/{second}", Json.Body("""{"name": "Shop"}"""));
        using var renamed = await tenant.Http.PatchAsync($"/v1/browser_profiles/{second}", Json.Body("""{"name": "Store", "description": null}"""));
        using var duplicate = await CreateAsync(tenant, "Shop", runId);
        using var foreign = await other.Http.DeleteAsync($"/v1/browser_profiles/{first}");
        using var deleted = await tenant.Http.DeleteAsync($"/v1/browser_profiles/{first}");
        using var gone = await tenant.Http.GetAsync($"/v1/browser_profiles/{first}");

        await Answers.AssertErrorAsync(HttpStatusCode.Conflict, taken);
        Assert.Equal("Store", (await Json.ReadAsync(renamed)).GetProperty("name").GetString());
        await Answers.AssertErrorAsync(HttpStatusCode.Conflict, duplicate);
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, foreign);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, gone);
        Assert.Equal(["Store"], (await tenant.Http.GetJsonAsync("/v1/browser_profiles")).EnumerateArray().Select(profile => profile.GetProperty("name").GetString()!));
        await Held.ReleaseAsync(runId);
    }

    [Fact]
    public async Task RunTask_Profile_IsTakenOrUnknown()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        var runId = await HoldAsync(tenant);
        var id = await IdAsync(tenant, "Shop", runId);
        var body = $$"""{"prompt": "p", "browser_profile_id": "{{id}}"}""";

        using var known = await tenant.Http.PostAsync("/v1/run/tasks", Json.Body(body));
        using var unknown = await other.Http.PostAsync("/v1/run/tasks", Json.Body(body));

        Assert.Equal(id, (await Json.ReadAsync(known)).GetProperty("browser_profile_id").GetString());
        Assert.Contains(id, await Answers.AssertErrorAsync(HttpStatusCode.NotFound, unknown));
        await Held.ReleaseAsync(runId);
    }

    /// <summary>A run whose browser is held open.</summary>
    private async Task<string> HoldAsync(Tenant tenant)
    {
        var runId = await tenant.StartRunAsync();
        Held.Hold(runId, new FakeBrowserSession { State = State });
        return runId;
    }

    private static Task<HttpResponseMessage> CreateAsync(Tenant tenant, string name, string runId) =>
        tenant.Http.PostAsync("/v1/browser_profiles", Json.Body(JsonSerializer.Serialize(new { name, workflow_run_id = runId })));

    private static async Task<string> IdAsync(Tenant tenant, string name, string runId)
    {
        using var answer = await CreateAsync(tenant, name, runId);
        return (await Json.ReadAsync(answer)).GetProperty("browser_profile_id").GetString()!;
    }
}
