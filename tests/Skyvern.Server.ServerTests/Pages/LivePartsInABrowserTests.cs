using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Playwright;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Pages;

/// <summary>Pages that somebody goes on looking at, in a real browser: they show what is, or say that they cannot.</summary>
[Collection(ApiTests.Name)]
public sealed class LivePartsInABrowserTests(ApiServer api)
{
    [Fact]
    public async Task Status_WhileItIsLookedAt_SaysWhatIsMissingAndThatTheServerIsGone()
    {
        var health = new Health();
        await using var server = await ServerFactory.StartAsync(
            works: false,
            services: services => services.PostConfigure<HealthCheckServiceOptions>(checks =>
            {
                checks.Registrations.Clear();
                checks.Registrations.Add(new HealthCheckRegistration("browser", health, failureStatus: null, tags: null));
            }));
        await using var browser = await PageBrowser.OpenAsync(server.Address);
        var badge = browser.Page.Locator(".page-title .badge");

        await browser.LogInAsync(server.ApiKey, "/status");
        await Assertions.Expect(badge).ToHaveTextAsync("Takes work");
        health.IsGood = false;
        await Assertions.Expect(badge).ToHaveTextAsync("Cannot take work");
        await Assertions.Expect(browser.Page.Locator(".lead")).ToContainTextAsync("Something is missing");

        await server.DisposeAsync();
        await Assertions.Expect(browser.Page.GetByText("Connection lost, trying again…")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/tasks")]
    public async Task Page_WhoseLogInEnds_LeadsToTheLogInAndBack(string path)
    {
        using var tenant = await api.NewTenantAsync();
        await using var browser = await PageBrowser.OpenAsync(api.Server.Address);
        await browser.Page.RunAndWaitForResponseAsync(() => browser.LogInAsync(tenant.Key, path), answer => new Uri(answer.Url).AbsolutePath == "/ui" + path);

        await api.Server.Services.GetRequiredService<OrganizationService>().RevokeKeyAsync(tenant.KeyId, CancellationToken.None);

        await Assertions.Expect(browser.Page.GetByLabel("API key")).ToBeVisibleAsync();
        Assert.EndsWith($"/login?return={Uri.EscapeDataString(path)}", browser.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ConnectionThatComesBack_SaysSoMeanwhileAndThenShowsWhatWasMissed()
    {
        using var tenant = await api.NewTenantAsync();
        await using var browser = await PageBrowser.OpenAsync(api.Server.Address);
        var page = browser.Page;
        await page.RouteAsync("**/ui/**", route => route.AbortAsync("connectionrefused"));

        await browser.LogInAsync(tenant.Key);
        await Assertions.Expect(page.GetByText("Connection lost, trying again…")).ToBeVisibleAsync();
        await tenant.StartRunAsync("""{"prompt": "Come meanwhile"}""");
        await page.UnrouteAllAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Come meanwhile" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Connection lost, trying again…")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Code_BeingTypedWhenAnotherBannerGoes_StaysWithItsFocus()
    {
        using var tenant = await api.NewTenantAsync();
        var runId = await tenant.StartRunAsync("""{"prompt": "Log in", "totp_identifier": "ann"}""");
        var claim = (await api.Runs.ClaimAsync(runId, default))!;
        await TellAsync("run.waiting", "Waiting for the code.");
        await TellAsync("run.control_taken", "Ben has control.");
        await using var browser = await PageBrowser.OpenAsync(api.Server.Address);
        await browser.LogInAsync(tenant.Key, $"/tasks/{runId}");
        var code = browser.Page.GetByLabel("The code, or the message that holds it");
        var banner = browser.Page.Locator(".notice", new() { HasText = "Ben has control." });
        await Assertions.Expect(banner).ToBeVisibleAsync();
        await code.PressSequentiallyAsync("4839");

        await TellAsync("run.control_returned", "Ben has given control back.");

        await Assertions.Expect(banner).ToHaveCountAsync(0);
        await Assertions.Expect(code).ToBeFocusedAsync();
        await browser.Page.Keyboard.TypeAsync("20");
        await Assertions.Expect(code).ToHaveValueAsync("483920");

        async Task TellAsync(string kind, string message)
        {
            var told = new RunEvent { RunId = runId, OrganizationId = tenant.OrganizationId, Kind = kind, Message = message, At = TimeProvider.System.GetUtcNow() };
            Assert.True(await api.Server.Services.GetRequiredService<IRunJournal>().AddEventAsync(claim, told, default));
        }
    }

    private sealed class Health : IHealthCheck
    {
        public volatile bool IsGood = true;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(IsGood ? HealthCheckResult.Healthy("It is there.") : HealthCheckResult.Unhealthy("None was found."));
    }
}
