using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.ServerTests.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

/// <summary>Browser sessions as a person meets them, in a real browser.</summary>
public sealed class SessionPagesInABrowserTests(SessionServer server) : IClassFixture<SessionServer>
{
    private const string Fact = "dt:text-is('Closes if unused') + dd";

    [Theory]
    [InlineData("/browser-sessions", "td[data-label=Closes]")]
    [InlineData("/browser-session/", Fact)]
    public async Task Closes_AsTimeGoesBy_IsCountedDownAndNeverSaidToBePast(string path, string place)
    {
        using var tenant = await server.NewTenantAsync();
        var id = await OpenAsync(tenant);
        await using var browser = await PageBrowser.OpenAsync(server.Server.Address);
        await browser.Page.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime });
        var closes = browser.Page.Locator(place);

        await browser.LogInAsync(tenant.Key, path.EndsWith('/') ? path + id : path);
        await Assertions.Expect(closes).ToHaveTextAsync("in 9 min");
        await browser.Page.Clock.FastForwardAsync("04:00");
        await Assertions.Expect(closes).ToHaveTextAsync("in 5 min");
        await browser.Page.Clock.FastForwardAsync("10:00");
        await Assertions.Expect(closes).ToHaveTextAsync("now");
    }

    [Fact]
    public async Task Closes_SessionThatIsUsed_MovesOnWithoutAnEvent()
    {
        using var tenant = await server.NewTenantAsync();
        var id = await OpenAsync(tenant);
        await using var browser = await PageBrowser.OpenAsync(server.Server.Address);
        await browser.LogInAsync(tenant.Key, $"/browser-session/{id}");
        await Assertions.Expect(browser.Page.Locator(Fact)).ToHaveTextAsync("in 9 min");

        var now = TimeProvider.System.GetUtcNow();
        await server.Server.Services.GetRequiredService<ISessionStore>().ChangeAsync(id, session => session.TrySee(now.AddMinutes(30), now), default);

        await Assertions.Expect(browser.Page.Locator(Fact)).ToHaveTextAsync("in 39 min");
    }

    [Fact]
    public async Task AddressBar_NoScheme_LeavesItToTheServer()
    {
        using var tenant = await server.NewTenantAsync();
        var id = await OpenAsync(tenant);
        var screen = server.Pool.Last.Screen;
        await using var browser = await PageBrowser.OpenAsync(server.Server.Address);
        await browser.LogInAsync(tenant.Key, $"/browser-session/{id}");

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Take control" }).ClickAsync();
        var bar = browser.Page.GetByRole(AriaRole.Textbox, new() { Name = "Address" });
        await bar.FillAsync("intranet/x ");
        await bar.PressAsync("Enter");

        await Eventually.TrueAsync(() => screen.Inputs.OfType<NavigateInput>().Any());
        Assert.Equal("intranet/x", screen.Inputs.OfType<NavigateInput>().Single().Url);
    }

    [Fact]
    public async Task NewTaskInIt_FilledInAndStarted_WorksInThatSession()
    {
        using var tenant = await server.NewTenantAsync();
        var session = await OpenAsync(tenant);
        await using var browser = await PageBrowser.OpenAsync(server.Server.Address);
        var page = browser.Page;
        await browser.LogInAsync(tenant.Key, $"/browser-session/{session}");

        await page.GetByRole(AriaRole.Link, new() { Name = "New task in it" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Open session to go on in")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "an open browser" })).ToHaveAttributeAsync("href", $"/browser-session/{session}");
        await page.GetByLabel("What is to be done").FillAsync("Click \"Next\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start task" }).ClickAsync();
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath.StartsWith("/tasks/tsk_", StringComparison.Ordinal));

        var run = await Json.ReadAsync(await tenant.Http.GetAsync($"/v1/runs/{new Uri(page.Url).Segments[^1]}"));
        Assert.Equal(session, run.GetProperty("run_request").GetProperty("browser_session_id").GetString());
    }

    [Fact]
    public async Task Close_AskedFor_HappensOnlyAfterAYes()
    {
        using var tenant = await server.NewTenantAsync();
        var session = await OpenAsync(tenant);
        await using var browser = await PageBrowser.OpenAsync(server.Server.Address);
        var page = browser.Page;
        await browser.LogInAsync(tenant.Key, $"/browser-session/{session}");
        var close = page.GetByRole(AriaRole.Button, new() { Name = "Close the browser" });
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Close this browser?" });

        await close.ClickAsync();
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Keep it open" }).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        Assert.Equal("running", await StatusAsync(tenant, session));

        await close.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await Assertions.Expect(close).ToHaveCountAsync(0);
        Assert.Equal("completed", await StatusAsync(tenant, session));
        Assert.Empty(browser.Complaints);
    }

    private async Task<string> OpenAsync(Tenant tenant)
    {
        using var person = await Person.LogInAsync(server.Server, tenant.Key);
        using var opened = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("timeout", "10"));
        return opened.Headers.Location!.OriginalString.Split('/')[^1];
    }

    private static async Task<string?> StatusAsync(Tenant tenant, string session) =>
        (await Json.ReadAsync(await tenant.Http.GetAsync($"/v1/browser_sessions/{session}"))).GetProperty("status").GetString();
}
