using Microsoft.Playwright;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.NewTask;

/// <summary>A person's first task: on the demo site, planned by rules.</summary>
public sealed class NewTaskInABrowserTests
{
    [Fact]
    public async Task Form_SchemaWithAFaultThenMended_StartsTheTaskAndLandsOnItsPage()
    {
        await using var server = await ServerFactory.StartAsync();
        await using var browser = await PageBrowser.OpenAsync(server.Address);
        var page = browser.Page;
        await browser.LogInAsync(server.ApiKey, "/tasks/new");

        await page.GetByRole(AriaRole.Link, new() { Name = "Read a list into a table" }).ClickAsync();
        var schema = page.GetByLabel("Output schema");
        var right = await schema.InputValueAsync();
        await schema.FillAsync("{\n  \"products\": [\n}");
        await Assertions.Expect(page.Locator("#data_extraction_schema-fault")).ToContainTextAsync("Line 3:");
        await Assertions.Expect(schema).ToHaveAttributeAsync("aria-invalid", "true");

        await schema.FillAsync(right);
        await Assertions.Expect(page.Locator("#data_extraction_schema-fault")).ToBeHiddenAsync();
        await page.GetByLabel("What is to be done").FillAsync("Extract the name and price of all products");
        await Assertions.Expect(page.GetByLabel("curl", new() { Exact = true }).And(page.Locator("pre"))).ToContainTextAsync("Extract the name and price of all products");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start task" }).ClickAsync();

        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath.StartsWith("/tasks/tsk_", StringComparison.Ordinal));
        var run = await server.WaitForAsync(new Uri(page.Url).AbsolutePath["/tasks/".Length..], run => run.FinishedAt is not null);
        Assert.True(run.Status == "completed", run.FailureReason);
        Assert.Equal(6, run.Output!.Value.GetProperty("products").GetArrayLength());
    }
}
