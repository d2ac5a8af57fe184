using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Core.Engine;

/// <summary>Registers the engine.</summary>
internal static class EngineServiceCollectionExtensions
{
    /// <summary>Adds the task engine with its parts and options.</summary>
    public static IServiceCollection AddTaskEngine(this IServiceCollection services)
    {
        services.AddOptions<EngineOptions>().BindConfiguration(EngineOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EngineOptions>, EngineOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddScoped(TaskEngine.Create);
        services.AddScoped<RunStarter>();
        services.AddScoped<StepRunner>();
        services.AddScoped<BatchRunner>();
        services.AddScoped<DataCollector>();
        services.AddSingleton<IActionPreparer, ClickAtPreparer>();
        services.TryAddSingleton<IClaimVerifier, NoClaimVerifier>();
        services.AddScoped<CompletionGate>();
        services.AddScoped<OutputGate>();
        services.AddScoped<BudgetGuard>();
        services.AddScoped<StepRecorder>();
        services.AddScoped<ArtifactRecorder>();
        return services;
    }
}
