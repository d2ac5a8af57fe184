using Microsoft.Playwright;
using Skyvern.Server.ServerTests.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

/// <summary>The page of a browser session as a person meets it, in a real browser.</summary>
public sealed class SessionPageInABrowserTests(SessionServer server) : IClassFixture<SessionServer>
{
    [Fact]
    public async Task NewTaskInIt_FilledInAndStarted_WorksInThatSession()
    {
        using var tenant = await server.NewTenantAsync();
        await using var browser = await PageBrowser.OpenAsync(server.Server.Address);
        var page = browser.Page;
        var session = await OpenAsync(browser, tenant);

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
        await using var browser = await PageBrowser.OpenAsync(server.Server.Address);
        var page = browser.Page;
        var session = await OpenAsync(browser, tenant);
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

    private static async Task<string> OpenAsync(PageBrowser browser, Tenant tenant)
    {
        await browser.LogInAsync(tenant.Key, "/browser-sessions");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();
        await browser.Page.WaitForURLAsync(address => new Uri(address).AbsolutePath.StartsWith("/browser-session/pbs_", StringComparison.Ordinal));
        return new Uri(browser.Page.Url).Segments[^1];
    }

    private static async Task<string?> StatusAsync(Tenant tenant, string session) =>
        (await Json.ReadAsync(await tenant.Http.GetAsync($"/v1/browser_sessions/{session}"))).GetProperty("status").GetString();
}
