using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

[Collection(ApiTests.Name)]
public sealed class LoginEndpointsTests(ApiServer api)
{
    private const string Cookie = "skyvern_login";

    [Fact]
    public async Task Page_WithoutLogIn_LeadsThroughTheLogInAndBack()
    {
        using var person = new Person(api.Server.Address);

        using var asked = await person.Http.GetAsync("/browser-session/pbs_1?tab=files");
        var form = await person.ReadAsync(asked.Headers.Location!.OriginalString);
        using var entered = await person.SendAsync(asked.Headers.Location!.OriginalString, "/login", ("key", $" {api.Server.ApiKey} "), ("return", "/browser-session/pbs_1?tab=files"));

        Assert.Equal("/login?return=%2Fbrowser-session%2Fpbs_1%3Ftab%3Dfiles", asked.Headers.Location.OriginalString);
        Assert.Contains("value=\"/browser-session/pbs_1?tab=files\"", form, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Found, "/browser-session/pbs_1?tab=files"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
        Assert.Contains("<h1>Tasks</h1>", await person.ReadAsync("/tasks"), StringComparison.Ordinal);
        var set = Assert.Single(entered.Headers.GetValues("Set-Cookie"), value => value.StartsWith(Cookie, StringComparison.Ordinal));
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task LogIn_UnknownOrRevokedKey_SaysTheSameAndSetsNoCookie()
    {
        using var tenant = await api.NewTenantAsync();
        await api.Server.Services.GetRequiredService<OrganizationService>().RevokeKeyAsync(tenant.KeyId, CancellationToken.None);
        using var person = new Person(api.Server.Address);

        using var unknown = await person.SendAsync("/login", "/login", ("key", "no such key"));
        using var revoked = await person.SendAsync("/login", "/login", ("key", tenant.Key));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (unknown.StatusCode, revoked.StatusCode));
        Assert.Equal(Fault(await unknown.Content.ReadAsStringAsync()), Fault(await revoked.Content.ReadAsStringAsync()));
        Assert.DoesNotContain(person.Cookies, cookie => cookie.Name == Cookie);
    }

    [Fact]
    public async Task LogIn_TooManyWrongKeys_RefusesTheRightOneForAWhile()
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        using var person = new Person(server.Address);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            using var wrong = await person.SendAsync("/login", "/login", ("key", $"key {attempt}"));
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        using var right = await person.SendAsync("/login", "/login", ("key", server.ApiKey));

        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.DoesNotContain(person.Cookies, cookie => cookie.Name == Cookie);
    }

    [Theory]
    [InlineData("https://example.com/tasks")]
    [InlineData("//example.com")]
    [InlineData("/\\example.com")]
    [InlineData("javascript:alert(1)")]
    public async Task LogIn_ReturnAddressElsewhere_GoesToTheTasks(string address)
    {
        using var person = new Person(api.Server.Address);

        using var entered = await person.SendAsync("/login", "/login", ("key", api.Server.ApiKey), ("return", address));

        Assert.Equal("/tasks", entered.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task StartLink_OpenedTwice_LogsInOnce()
    {
        var link = api.Server.Services.GetRequiredService<LoginLinks>().Create();
        using var first = new Person(api.Server.Address);
        using var second = new Person(api.Server.Address);
        using var ahead = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { { "Sec-Purpose", "prefetch" } } };

        using var loadedAhead = await first.Http.SendAsync(ahead);
        using var entered = await first.Http.GetAsync(link);
        using var again = await second.Http.GetAsync(link);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.Found, HttpStatusCode.Forbidden), (loadedAhead.StatusCode, entered.StatusCode, again.StatusCode));
        Assert.Contains("<h1>Tasks</h1>", await first.ReadAsync("/tasks"), StringComparison.Ordinal);
        Assert.DoesNotContain(second.Cookies, cookie => cookie.Name == Cookie);
    }

    [Fact]
    public async Task StartLink_AnHourLater_IsOver()
    {
        var time = new ManualTimeProvider();
        var links = ActivatorUtilities.CreateInstance<LoginLinks>(api.Server.Services, time);
        var token = links.Create().Split('=')[1];

        time.Advance(TimeSpan.FromHours(1));

        Assert.Null(await links.RedeemAsync(token, CancellationToken.None));
        Assert.NotNull(await links.RedeemAsync(links.Create().Split('=')[1], CancellationToken.None));
    }

    [Fact]
    public async Task Page_KeyRevoked_IsNotShownAnyMore()
    {
        using var tenant = await api.NewTenantAsync();
        using var person = await Person.LogInAsync(api.Server, tenant.Key);
        await person.ReadAsync("/tasks");

        await api.Server.Services.GetRequiredService<OrganizationService>().RevokeKeyAsync(tenant.KeyId, CancellationToken.None);
        using var page = await person.Http.GetAsync("/tasks");
        using var part = await person.Http.GetAsync("/ui/tasks");

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Unauthorized), (page.StatusCode, part.StatusCode));
        Assert.DoesNotContain(person.Cookies, cookie => cookie.Name == Cookie);
    }

    [Fact]
    public async Task LogOut_EndsTheLogIn()
    {
        using var person = await Person.LogInAsync(api.Server);

        using var left = await person.SendAsync("/tasks", "/logout");
        using var page = await person.Http.GetAsync("/tasks");

        Assert.Equal(("/login", "/login?return=%2Ftasks"), (left.Headers.Location!.OriginalString, page.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task Link_InAChatOfAnotherSite_LeadsToTheLogIn()
    {
        using var person = new Person(api.Server.Address);
        person.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        person.Http.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "navigate");
        person.Http.DefaultRequestHeaders.Add("Sec-Fetch-Dest", "document");

        using var asked = await person.Http.GetAsync("/tasks/tsk_1");
        var form = await person.ReadAsync(asked.Headers.Location!.OriginalString);

        Assert.Contains("<h1>Log in</h1>", form, StringComparison.Ordinal);
    }

    private static string Fault(string page)
    {
        var start = page.IndexOf("role=\"alert\"", StringComparison.Ordinal);
        return page[start..page.IndexOf("</p>", start, StringComparison.Ordinal)];
    }
}
