using Microsoft.Extensions.DependencyInjection;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Registers workflows.</summary>
internal static class WorkflowServiceCollectionExtensions
{
    /// <summary>Adds the use cases of workflows and what works their runs off.</summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services)
    {
        services.AddScoped<WorkflowService>();
        services.AddScoped(provider => new WorkflowRunner(provider));
        services.AddScoped<BlockRunner>();
        services.AddScoped<PlainBlock>();
        services.AddScoped<BlockTask>();
        return services;
    }
}
