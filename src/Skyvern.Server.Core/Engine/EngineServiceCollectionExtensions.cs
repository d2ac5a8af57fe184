using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine.Claims;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Profiles;

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
        services.AddSingleton<StepAllowance>();
        services.AddScoped<RunStarter>();
        services.AddScoped<StepRunner>();
        services.AddScoped<BatchRunner>();
        services.AddScoped<DataCollector>();
        services.AddSingleton<IActionPreparer, TaskTypeGuard>();
        services.AddSingleton<IActionPreparer, ClickAtPreparer>();
        services.TryAddSingleton<IClaimVerifier, NoClaimVerifier>();
        services.TryAddSingleton<IModelChoice, NoModelChoice>();
        services.AddProtection();
        services.AddScoped<CompletionGate>();
        services.AddScoped<ClaimCheck>();
        services.AddScoped<OutputGate>();
        services.AddScoped<BudgetGuard>();
        services.AddSingleton<PriceTable>();
        services.AddScoped<StepRecorder>();
        services.AddScoped<ArtifactRecorder>();
        return services;
    }

    // In this order: a log-in becomes a fill, and whatever is filled or opened after that is judged.
    private static void AddProtection(this IServiceCollection services)
    {
        services.TryAddSingleton<ICredentialSource, NoCredentials>();
        services.TryAddSingleton<IFileFetcher, NoFileFetcher>();
        services.TryAddSingleton<IStoredFiles, NoStoredFiles>();
        services.TryAddSingleton<IProfileSource, NoProfiles>();
        services.TryAddSingleton<IProfileKeeper, NoProfiles>();
        services.AddScoped<IActionPreparer, OriginGuard>();
        services.AddScoped<IActionPreparer, LogInPreparer>();
        services.AddScoped<IActionPreparer, SecretGuard>();
        services.AddScoped<IActionPreparer, UploadPreparer>();
        services.AddScoped<IActionPreparer, CaptchaPreparer>();
    }
}
