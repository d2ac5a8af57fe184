using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Retention;

/// <summary>Registers what removes things that have had their time.</summary>
internal static class RetentionServiceCollectionExtensions
{
    /// <summary>Adds it with its options; the host says when.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddSingleton<RunRetention>();
        services.AddSingleton<OrphanedBytes>();
        return services;
    }
}
