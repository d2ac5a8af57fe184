using Microsoft.Playwright;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests;

/// <summary>One browser and one site for all tests of the collection; each test opens a tab of its own.</summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("BROWSER__EXECUTABLEPATH") ?? "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
    }

    internal async Task<TestTab> OpenAsync()
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await PageObserver.InstallAsync(context);
        var page = await context.NewPageAsync();
        var session = new SessionPage("t1", page, await context.NewCDPSessionAsync(page), new RefCounters(), new FrameKeys(), new ActivitySignals(), () => true, TimeProvider.System);
        return new TestTab(session, context, await FixtureSite.StartAsync());
    }

    public async Task DisposeAsync()
    {
        await _browser!.CloseAsync();
        _playwright!.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedBrowserCollection : ICollectionFixture<SharedBrowser>
{
    public const string Name = "Shared browser";
}
