using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Egress;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Pool;

/// <summary>Starts browser processes.</summary>
internal sealed partial class BrowserLauncher(
    PlaywrightDriver driver,
    BrowserFolders folders,
    Sandbox sandbox,
    VirtualDisplay display,
    IAddressPolicy policy,
    IOptions<BrowserOptions> options,
    TimeProvider time,
    ILogger<BrowserLauncher> logger)
{
    private volatile string? _userAgent;

    /// <summary>Starts a browser with a profile and a proxy of its own.</summary>
    /// <exception cref="BrowserLostException">It does not start; the message says why and what to do.</exception>
    public async Task<LaunchedBrowser> LaunchAsync(bool opensDevTools, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var folder = await folders.CreateAsync(cancellationToken);
        var proxy = EgressProxy.Start(policy, time);
        try
        {
            var context = await StartAsync(folder, proxy, opensDevTools, cancellationToken);
            await PageObserver.InstallAsync(context).WaitAsync(TimeSpan.FromSeconds(options.Value.LaunchSeconds), time, cancellationToken);
            var browser = new LaunchedBrowser(context, proxy, folder, folders, time)
            {
                DevTools = opensDevTools ? await DevToolsPort.ReadAsync(BrowserSettings.Profile(folder), time, cancellationToken) : null,
            };
            var elapsed = time.GetElapsedTime(began);
            LogLaunched(browser.ProcessId, elapsed);
            return browser;
        }
        catch (Exception e)
        {
            await folders.RemoveAsync(folder, CancellationToken.None);
            await proxy.DisposeAsync();
            if (e is PlaywrightException or TimeoutException or IOException or InvalidOperationException or Win32Exception)
            {
                LogNotStarted(e);
                throw new BrowserLostException($"No browser could be started: {FirstLine(e)} {Advice(e)}", e);
            }

            throw;
        }
    }

    private async Task<IBrowserContext> StartAsync(string folder, EgressProxy proxy, bool opensDevTools, CancellationToken cancellationToken)
    {
        var playwright = await driver.GetAsync(cancellationToken);
        try
        {
            return await StartAsync(playwright, folder, proxy, opensDevTools, cancellationToken);
        }
        catch (PlaywrightException e) when (PlaywrightDriver.IsDead(e))
        {
            await driver.DiscardAsync(playwright);
            return await StartAsync(await driver.GetAsync(cancellationToken), folder, proxy, opensDevTools, cancellationToken);
        }
    }

    private async Task<IBrowserContext> StartAsync(
        IPlaywright playwright, string folder, EgressProxy proxy, bool opensDevTools, CancellationToken cancellationToken)
    {
        var executable = BrowserExecutable.Find(options.Value.ExecutablePath) ?? playwright.Chromium.ExecutablePath;
        var screen = await display.FindAsync(cancellationToken);
        var settings = BrowserSettings.For(options.Value, folder, proxy.Address, screen, await UserAgentAsync(executable, screen, cancellationToken));
        settings.Args = opensDevTools ? [.. settings.Args!, DevToolsPort.Flag] : settings.Args;
        if (sandbox.IsWanted)
        {
            try
            {
                settings.ChromiumSandbox = true;
                settings.ExecutablePath = Sandbox.Wrap(executable, await folders.InstanceAsync(cancellationToken), folder) ?? executable;
                return await LaunchAsync(settings);
            }
            catch (PlaywrightException e) when (sandbox.MayFallBack && !PlaywrightDriver.IsDead(e) && File.Exists(executable))
            {
                settings.ChromiumSandbox = false;
                settings.ExecutablePath = executable;
                var context = await LaunchAsync(settings);
                sandbox.GiveUp(SandboxProblem(e));
                return context;
            }
        }

        settings.ChromiumSandbox = false;
        settings.ExecutablePath = executable;
        return await LaunchAsync(settings);

        Task<IBrowserContext> LaunchAsync(BrowserTypeLaunchPersistentContextOptions launch) => playwright.Chromium
            .LaunchPersistentContextAsync(BrowserSettings.Profile(folder), launch)
            .WaitAsync(TimeSpan.FromSeconds(options.Value.LaunchSeconds + 5), time, cancellationToken);
    }

    private async Task<string?> UserAgentAsync(string executable, string? screen, CancellationToken cancellationToken)
    {
        if (screen is not null || !File.Exists(executable))
        {
            return null;
        }

        // Asked once; two browsers that start at the same time may both ask, which does no harm.
        return _userAgent ??= await BrowserVersion.UserAgentAsync(executable, time, cancellationToken);
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].Trim().TrimEnd('.') + ".";

    /// <summary>The line of the browser's output that names the sandbox, else the first line.</summary>
    private static string SandboxProblem(Exception e) =>
        e.Message.Split('\n').FirstOrDefault(line => line.Contains("sandbox", StringComparison.OrdinalIgnoreCase)
            && !line.Contains("--", StringComparison.Ordinal))?.Trim() ?? FirstLine(e);

    private string Advice(Exception e) => e.Message.Contains("Executable doesn't exist", StringComparison.Ordinal) || e is FileNotFoundException
        ? "Install Chromium or Chrome, or set Browser:ExecutablePath (environment: BROWSER__EXECUTABLEPATH) to one."
        : sandbox.IsWanted && !sandbox.MayFallBack && e.Message.Contains("sandbox", StringComparison.OrdinalIgnoreCase)
        ? "Browser:Sandbox is Required and the system allows none: let the server's account make user namespaces, or set it to Auto."
        : "The browser's own words are in the log.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A browser did not start.")]
    private partial void LogNotStarted(Exception e);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Browser process {ProcessId} started in {Elapsed}.")]
    private partial void LogLaunched(int? processId, TimeSpan elapsed);
}
