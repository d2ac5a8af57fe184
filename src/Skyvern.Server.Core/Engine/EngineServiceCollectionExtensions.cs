using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Engine;

/// <summary>Registers the engine.</summary>
internal static class EngineServiceCollectionExtensions
{
    /// <summary>Adds the task engine with its options.</summary>
    public static IServiceCollection AddTaskEngine(this IServiceCollection services)
    {
        services.AddOptions<EngineOptions>().BindConfiguration(EngineOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EngineOptions>, EngineOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<TaskEngine>();
        return services;
    }
}
