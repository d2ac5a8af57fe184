using Microsoft.Extensions.Options;

namespace Skyvern.Server.Telemetry;

/// <summary>Registers the export of traces and metrics.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    /// <summary>Adds the export, before all parts that it is to see.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        services.AddSingleton<TelemetryTarget>();
        services.AddHostedService<TelemetryExport>();
        return services;
    }
}
