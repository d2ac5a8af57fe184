using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Uploads;

namespace Skyvern.Server.Storage;

/// <summary>Registers where artifacts are kept and how they are linked.</summary>
internal static class StorageServiceCollectionExtensions
{
    /// <summary>Adds the store that the settings name, uploads and signed links.</summary>
    public static IServiceCollection AddArtifactStorage(this IServiceCollection services)
    {
        services.AddOptions<DataOptions>().BindConfiguration(DataOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton<IArtifactStore>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Kind == StorageKind.S3
            ? ActivatorUtilities.CreateInstance<S3ArtifactStore>(provider)
            : ActivatorUtilities.CreateInstance<FileArtifactStore>(provider));
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ArtifactLinks>();
        services.AddSingleton<UploadLinks>();
        services.AddSingleton<UploadService>();
        services.AddSingleton<IStoredFiles, StoredFiles>();
        return services;
    }
}
