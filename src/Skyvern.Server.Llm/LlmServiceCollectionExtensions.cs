using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Drafts;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Llm.Drafts;
using Skyvern.Server.Llm.Extraction;
using Skyvern.Server.Llm.Verification;

namespace Skyvern.Server.Llm;

/// <summary>Adds the planner that asks a language model; it takes over from the rule planner when a model is configured.</summary>
public static class LlmServiceCollectionExtensions
{
    /// <summary>
    /// Adds the planner that asks a language model; it takes over from the rule planner when a model is configured. Call it after
    /// what registers the rule planner, the rule extractor and the verifier without a model, since those stay in place without one.
    /// </summary>
    public static IServiceCollection AddLlmPlanner(this IServiceCollection services)
    {
        services.AddOptions<LlmOptions>().BindConfiguration(LlmOptions.SectionName).PostConfigure<IConfiguration>(Complete).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LlmOptions>, LlmOptionsValidator>();
        services.AddSingleton<IValidateOptions<LlmOptions>, LlmEndpointValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ServerMetrics>();
        services.TryAddSingleton(provider => new ChatTransport(Options(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LlmClient>();
        services.AddSingleton<LlmPlannerFactory>();
        services.AddSingleton<IModelProbe, ModelProbe>();
        services.AddHostedService<PlannerNotice>();

        services.TakeOver<IStepPlannerFactory>((provider, _) => provider.GetRequiredService<LlmPlannerFactory>());
        services.TakeOver<IDataExtractor>((provider, rules) => new LlmExtractor(
            rules, provider.GetRequiredService<LlmClient>(), provider.GetRequiredService<IOptions<LlmOptions>>()));
        services.TakeOver<IModelChoice>((provider, _) => ActivatorUtilities.CreateInstance<RequestedModel>(provider));
        services.TakeOver<IClaimVerifier>((provider, _) => ActivatorUtilities.CreateInstance<LlmClaimVerifier>(provider));
        services.TakeOver<ITaskDrafter>((provider, _) => new LlmTaskDrafter(
            provider.GetRequiredService<LlmClient>(), provider.GetRequiredService<IOptions<LlmOptions>>()));
        return services;
    }

    private static void Complete(LlmOptions options, IConfiguration configuration)
    {
        var key = string.IsNullOrWhiteSpace(options.ApiKey) ? configuration["OPENAI_API_KEY"] : options.ApiKey;
        options.ApiKey = string.IsNullOrWhiteSpace(key) ? null : key.Trim();

        // Compose files pass variables on that nobody set: blank means the default.
        options.Model = string.IsNullOrWhiteSpace(options.Model) ? new LlmOptions().Model : options.Model.Trim();
        options.ReasoningEffort = string.IsNullOrWhiteSpace(options.ReasoningEffort) ? null : options.ReasoningEffort;
    }

    // Whether a model is configured is only known once the settings are read: both stay registered, and the choice is made when resolved.
    private static void TakeOver<TService>(this IServiceCollection services, Func<IServiceProvider, TService?, TService> llm)
        where TService : class
    {
        var rules = services.LastOrDefault(service => service.ServiceType == typeof(TService));
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var instance = rules is null ? null : Instance<TService>(provider, rules);
            return Options(provider).IsConfigured
                ? llm(provider, instance)
                : instance ?? throw new InvalidOperationException($"Register a {typeof(TService).Name} that needs no model before AddLlmPlanner().");
        }));
    }

    private static TService Instance<TService>(IServiceProvider provider, ServiceDescriptor service) =>
        (TService)(service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));

    private static LlmOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<LlmOptions>>().Value;
}
