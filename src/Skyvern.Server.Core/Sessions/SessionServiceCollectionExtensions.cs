using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Profiles;

namespace Skyvern.Server.Core.Sessions;

/// <summary>Registers browser sessions.</summary>
internal static class SessionServiceCollectionExtensions
{
    /// <summary>Adds the use cases, the watch and their options; the store and this process's <see cref="Nodes.ServerNode"/> come from elsewhere.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddOptions<BrowserSessionOptions>().BindConfiguration(BrowserSessionOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BrowserSessionOptions>, BrowserSessionOptionsValidator>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<SessionFiles>();
        services.AddSingleton(provider => new SessionEnding(
            provider.GetRequiredService<ISessionStore>(), provider.GetRequiredService<OpenSessions>(), provider.GetRequiredService<SessionFiles>(),
            provider.GetRequiredService<IProfileKeeper>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SessionEnding>>()));
        services.AddSingleton<SessionService>();
        services.AddSingleton<SessionWatch>();
        return services;
    }
}
