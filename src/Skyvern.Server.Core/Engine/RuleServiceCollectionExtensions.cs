using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Engine.Drafts;
using Skyvern.Server.Core.Engine.Rules;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine;

/// <summary>Registers what works without a model.</summary>
internal static class RuleServiceCollectionExtensions
{
    /// <summary>Adds output validation, the rule planner and the rule extractor. A project with a model replaces the planner's and extractor's ports.</summary>
    public static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.TryAddSingleton<IOutputValidator, OutputValidator>();
        services.AddSingleton<RulePlannerFactory>();
        services.TryAddSingleton<IStepPlannerFactory>(provider => provider.GetRequiredService<RulePlannerFactory>());
        services.TryAddSingleton<ITaskDrafter, RuleTaskDrafter>();
        services.AddSingleton(provider => new TaskDrafting(provider.GetRequiredService<ITaskDrafter>()));
        services.AddSingleton<RuleExtractor>();
        services.TryAddSingleton<IDataExtractor>(provider => provider.GetRequiredService<RuleExtractor>());
        return services;
    }
}
