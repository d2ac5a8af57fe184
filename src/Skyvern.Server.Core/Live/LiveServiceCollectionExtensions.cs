using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Live;

/// <summary>Registers the live view.</summary>
internal static class LiveServiceCollectionExtensions
{
    /// <summary>Adds the registry of browsers that can be watched, and its options.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddSingleton<LiveBrowsers>();
        return services;
    }
}
