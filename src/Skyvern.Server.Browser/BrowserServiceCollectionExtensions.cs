using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Skyvern.Server.Browser.Actions;
using Skyvern.Server.Browser.Elsewhere;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Browser.Recording;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Recordings;

namespace Skyvern.Server.Browser;

/// <summary>Adds the browser pool that drives Chromium through Playwright.</summary>
public static class BrowserServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IBrowserPool"/>. Needs an <see cref="IAddressPolicy"/> and the data folder's options. When the host starts, what an
    /// earlier server left behind is swept away and browsers are started ahead of need.
    /// </summary>
    public static IServiceCollection AddPlaywrightBrowser(this IServiceCollection services)
    {
        services.AddOptions<BrowserOptions>().BindConfiguration(BrowserOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BrowserOptions>, BrowserOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<PageObserver>();
        services.AddSingleton<ActionExecutor>();
        services.AddSingleton<Navigation>();
        services.AddSingleton<PageWork>();
        services.AddSingleton<SessionFactory>();

        services.AddSingleton<PlaywrightDriver>();
        services.AddSingleton<BrowserFolders>();
        services.AddSingleton<VirtualDisplay>();
        services.AddSingleton<Sandbox>();
        services.AddSingleton<BrowserLauncher>();
        services.AddSingleton<BrowserConnector>();
        services.AddSingleton<PlaywrightBrowserPool>();
        services.AddSingleton<IBrowserPool>(provider => provider.GetRequiredService<PlaywrightBrowserPool>());
        services.AddSingleton<IBrowserProbe, BrowserProbe>();
        services.AddSingleton<IVideoEncoder, FfmpegEncoder>();
        services.AddHostedService<BrowserPoolService>();
        return services;
    }
}
