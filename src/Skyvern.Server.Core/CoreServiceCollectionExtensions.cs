using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Retention;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Core;

/// <summary>Registers what a run is and how it is worked off.</summary>
public static class CoreServiceCollectionExtensions
{
    /// <summary>Adds the engine, the rule planner and the use cases. Stores, browser pool and queues come from their own projects.</summary>
    public static IServiceCollection AddSkyvernCore(this IServiceCollection services)
    {
        services.TryAddSingleton<ServerMetrics>();
        services.AddAddressPolicy();
        services.AddSingleton<HeldBrowsers>();
        services.AddLive();
        services.TryAddSingleton<IRunRecorder, NoRunRecorder>();
        services.AddScoped<OpenBrowsers>();
        services.AddScoped<RunService>();
        services.AddTaskEngine();
        services.AddVerification();
        services.AddRules();
        services.AddSessions();
        services.AddWorkflows();
        services.AddRetention();
        return services;
    }
}
