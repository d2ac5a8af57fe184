using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Skyvern.Server.Data;
using Skyvern.Server.ServerTests.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages.Webhooks;

/// <summary>A webhook that is taken long after its run has ended, as people see it on pages that they have open, in a real browser.</summary>
public sealed class DeliveryInABrowserTests
{
    [Fact]
    public async Task Delivery_TakenLate_IsShownOnEveryOpenPageWithoutAReload()
    {
        var isUp = false;
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isUp) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        var end = new TaskCompletionSource();
        var planner = ScriptedPlanner.From(async (_, cancellationToken) =>
        {
            await end.Task.WaitAsync(cancellationToken);
            return ScriptedPlanner.Done();
        });
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, planner, new() { ["Webhooks:MaxGapSeconds"] = "1" });
        var runId = await server.RunAsync(receiver.Url);
        await using var browser = await PageBrowser.OpenAsync(server.Address);
        var followed = browser.Page;

        await browser.LogInAsync(server.ApiKey, $"/tasks/{runId}?tab=webhooks");
        end.SetResult();
        await Assertions.Expect(followed.Locator(".page-title .badge")).ToHaveTextAsync("Completed");
        var opened = await OpenAsync($"/tasks/{runId}");
        var list = await OpenAsync("/webhooks");
        await Assertions.Expect(Fact(followed)).ToContainTextAsync("goes on");
        await Assertions.Expect(Fact(opened)).ToContainTextAsync("goes on");
        await Assertions.Expect(list.Locator(".deliveries .badge").First).ToHaveTextAsync("Being repeated");
        Volatile.Write(ref isUp, true);

        await Assertions.Expect(Fact(followed)).ToHaveTextAsync("delivered");
        await Assertions.Expect(followed.Locator(".run-tabs tbody tr").First).ToContainTextAsync("Delivered");
        await Assertions.Expect(Fact(opened)).ToHaveTextAsync("delivered");
        await Assertions.Expect(list.Locator(".deliveries .badge").First).ToHaveTextAsync("Delivered");

        async Task<IPage> OpenAsync(string path)
        {
            var page = await followed.Context.NewPageAsync();
            await page.GotoAsync(path);
            return page;
        }

        static ILocator Fact(IPage page) => page.Locator("dt:text-is('Webhook') + dd");
    }
}
