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

    private async Task<string> OpenAsync(Tenant tenant)
    {
        using var person = await Person.LogInAsync(server.Server, tenant.Key);
        using var opened = await person.SendAsync("/browser-sessions", "/ui/browser-sessions", ("timeout", "10"));
        return opened.Headers.Location!.OriginalString.Split('/')[^1];
    }
}
