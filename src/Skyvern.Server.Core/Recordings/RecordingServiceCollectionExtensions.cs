using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Recordings;

/// <summary>Registers the recording of runs.</summary>
public static class RecordingServiceCollectionExtensions
{
    /// <summary>Has runs recorded. Needs an <see cref="IVideoEncoder"/>, the stores and the data folder's options.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services)
    {
        services.AddOptions<RecordingOptions>().BindConfiguration(RecordingOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RecordingOptions>, RecordingOptionsValidator>();
        services.AddSingleton<RecordingKeeper>();
        services.AddSingleton<RecordingQueries>();
        services.AddSingleton<IRunRecorder, RunRecorder>();
        return services;
    }
}
