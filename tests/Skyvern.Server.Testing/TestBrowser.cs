using Microsoft.Playwright;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Sessions;

namespace Skyvern.Server.Testing;

/// <summary>A bare browser for tests and measurements of the observer and the actions: no pool, no proxy.</summary>
internal sealed class TestBrowser : IAsyncDisposable
{
    private static readonly string[] UsualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>The browser of this machine; null: Playwright's own.</summary>
    public static string? ExecutablePath => Environment.GetEnvironmentVariable("BROWSER__EXECUTABLEPATH") ?? UsualPlaces.FirstOrDefault(File.Exists);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private TestBrowser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<TestBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new TestBrowser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ExecutablePath, Args = ["--no-sandbox", "--disable-gpu"] }));
    }

    /// <summary>Opens a tab in a context of its own; closing the context closes the tab.</summary>
    public async Task<SessionPage> OpenAsync()
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        context.SetDefaultNavigationTimeout(60_000);
        await PageObserver.InstallAsync(context);
        var page = await context.NewPageAsync();
        var cdp = await context.NewCDPSessionAsync(page);
        return new SessionPage("t1", page, cdp, new RefCounters(), new FrameKeys(), new ActivitySignals(), () => true, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
