using Microsoft.Playwright;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

/// <summary>The list of tasks as a person meets it, in a real browser.</summary>
[Collection(ApiTests.Name)]
public sealed class PagesInABrowserTests(ApiServer api)
{
    [Fact]
    public async Task List_LogInFilterAndDarkTheme_WorkAndTheListStaysTrueByItself()
    {
        using var tenant = await api.NewTenantAsync();
        var invoices = await tenant.StartRunAsync("""{"prompt": "Fetch the invoices"}""");
        var names = await tenant.StartRunAsync("""{"prompt": "Read the names"}""");
        (await tenant.Http.PostAsync($"/v1/runs/{names}/cancel", content: null)).Dispose();
        await using var browser = await PageBrowser.OpenAsync(api.Server.Address);
        var page = browser.Page;

        await browser.LogInAsync(tenant.Key);
        await page.GetByRole(AriaRole.Link, new() { Name = "Queued 1" }).ClickAsync();
        var rows = page.GetByRole(AriaRole.Row);
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync(invoices);
        Assert.EndsWith("/tasks?status=queued", page.Url, StringComparison.Ordinal);

        var later = await tenant.StartRunAsync("""{"prompt": "Come by itself"}""");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Come by itself" })).ToHaveAttributeAsync("href", $"/tasks/{later}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Dark", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Equal("rgb(13, 17, 23)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.EndsWith("/tasks?status=queued", page.Url, StringComparison.Ordinal);

        await page.SetViewportSizeAsync(360, 740);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Browser sessions" })).ToBeInViewportAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task List_OfAPersonWithoutTasks_KeepsItsWelcomeUntilTheFirstTaskComes()
    {
        using var tenant = await api.NewTenantAsync();
        await using var browser = await PageBrowser.OpenAsync(api.Server.Address);
        var page = browser.Page;

        // The stream's first message has the list fetched anew.
        await page.AddInitScriptAsync("document.addEventListener('fragment-updated', () => document.documentElement.dataset.updated = '')");
        await browser.LogInAsync(tenant.Key);
        await Assertions.Expect(page.Locator("html[data-updated]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("Start your first task")).ToBeVisibleAsync();

        var first = await tenant.StartRunAsync("""{"prompt": "The first of all"}""");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "The first of all" })).ToHaveAttributeAsync("href", $"/tasks/{first}");
        await Assertions.Expect(page.GetByText("Start your first task")).ToHaveCountAsync(0);
        Assert.Empty(browser.Complaints);
    }
}
