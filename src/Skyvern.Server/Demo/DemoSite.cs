using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Demo;

/// <summary>Adds the demo site to the server.</summary>
internal static class DemoSite
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/demo";

    /// <summary>Registers the site's store and the renderer of its pages.</summary>
    public static IServiceCollection AddDemoSite(this IServiceCollection services)
    {
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.SectionName);
        services.AddSingleton<DemoStore>();
        services.AddHostedService<DemoAddressRegistration>();
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Whether the site is on: by the setting, else when only this machine can reach the server.</summary>
    public static bool IsDemoEnabled(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled ?? ListensOnLoopbackOnly(services);

    private static bool ListensOnLoopbackOnly(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.All(address => BindingAddress.Parse(address).Host is "localhost" or "127.0.0.1" or "[::1]");
    }
}
