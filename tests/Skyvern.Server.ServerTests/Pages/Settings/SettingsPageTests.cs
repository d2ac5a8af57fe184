using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Settings;

[Collection(ApiTests.Name)]
public sealed partial class SettingsPageTests(ApiServer api)
{
    [Fact]
    public async Task MakeKey_IsShownOnceAndWorks()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        using var answer = await person.SendAsync("/settings", "/ui/keys", ("name", "invoices <job>"));
        var shown = await person.ReadAsync("/settings");
        var again = await person.ReadAsync("/settings");

        Assert.Equal((HttpStatusCode.Found, "/settings"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var secret = Assert.Single(Secrets().Matches(shown).Select(match => match.Value).Distinct());
        using var http = api.Server.ConnectWith(secret);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v1/runs")).StatusCode);
        Assert.Empty(Secrets().Matches(again));
        Assert.Contains("invoices &lt;job&gt;", again, StringComparison.Ordinal);
        Assert.Contains($"<code>{secret[..9]}…</code>", WebUtility.HtmlDecode(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokeKey_RefusesItsCallersAndKeepsTheLastOne()
    {
        using var tenant = await api.NewTenantAsync();
        var organizations = api.Server.Services.GetRequiredService<OrganizationService>();
        var second = await organizations.CreateKeyAsync(tenant.OrganizationId, "second", CancellationToken.None);
        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        using var http = api.Server.ConnectWith(second.Secret);

        (await person.SendAsync("/settings", $"/ui/keys/{second.Key.Id}/revoke")).Dispose();
        var told = await person.ReadAsync("/settings");
        (await person.SendAsync("/settings", $"/ui/keys/{tenant.KeyId}/revoke")).Dispose();
        var kept = await person.ReadAsync("/settings");

        Assert.Contains("The key “second” was revoked", WebUtility.HtmlDecode(told), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/v1/runs")).StatusCode);
        Assert.Contains("This is the last valid key", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokeKey_OfAnotherOrganizationOrWithoutToken_ChangesNothing()
    {
        using var other = await api.NewTenantAsync();
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);

        using var foreign = await person.SendAsync("/settings", $"/ui/keys/{other.KeyId}/revoke");
        using var forged = await person.Http.PostAsync("/ui/keys", new FormUrlEncodedContent([new("name", "forged")]));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (foreign.StatusCode, forged.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await other.Http.GetAsync("/v1/runs")).StatusCode);
        var page = await person.ReadAsync("/settings");
        Assert.DoesNotContain("forged", page, StringComparison.Ordinal);
        Assert.DoesNotContain(other.KeyId, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SettingsAndProcesses_AreShownToTheFirstOrganizationAlone()
    {
        using var tenant = await api.NewTenantAsync();
        using var stranger = await Person.LogInAsync(api.Server, tenant.Key);
        using var owner = await Person.LogInAsync(api.Server);

        Assert.Contains("Engine:MaxSteps", await owner.ReadAsync("/settings"), StringComparison.Ordinal);

        // A process tells of itself a moment after it began to listen.
        await Eventually.TrueAsync(async () => (await owner.ReadAsync("/status")).Contains(Environment.MachineName, StringComparison.Ordinal));
        Assert.DoesNotContain("Engine:MaxSteps", await stranger.ReadAsync("/settings"), StringComparison.Ordinal);
        var status = await stranger.ReadAsync("/status");
        Assert.Contains("id=\"check-database\"", status, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, status, StringComparison.Ordinal);
    }

    [GeneratedRegex("sk_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secrets();
}
