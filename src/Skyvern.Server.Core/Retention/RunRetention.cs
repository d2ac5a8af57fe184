using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Core.Retention;

/// <summary>Removes ended runs and what they left when they have had their time. Doing it twice, or on two nodes at once, does no harm.</summary>
public sealed class RunRetention(IRetentionStore store, IArtifactStore bytes, IOptions<RetentionOptions> options, TimeProvider time)
{
    private const int Artifacts = 200;

    /// <summary>Small, since a run brings along hundreds of rows, and on SQLite nobody else writes meanwhile.</summary>
    private const int Runs = 20;

    /// <summary>Removes all whose time is up.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var limits = options.Value;
        await RemoveArtifactsAsync(limits.ArtifactDays, downloads: false, cancellationToken);
        await RemoveArtifactsAsync(limits.DownloadDays, downloads: true, cancellationToken);
        await RemoveArtifactsAsync(limits.RunDays, downloads: null, cancellationToken);
        if (Before(limits.RunDays) is { } before)
        {
            while (await store.RemoveRunsAsync(before, Runs, cancellationToken) > 0)
            {
            }

            while (await store.RemoveSessionsAsync(before, Artifacts, cancellationToken) > 0)
            {
            }
        }
    }

    // The bytes first: a row without bytes is found again by the next sweep.
    private async Task RemoveArtifactsAsync(int days, bool? downloads, CancellationToken cancellationToken)
    {
        if (Before(days) is not { } before)
        {
            return;
        }

        while (await store.ListArtifactsAsync(before, downloads, Artifacts, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var artifact in batch)
            {
                await bytes.DeleteAsync(artifact.StorageKey, cancellationToken);
            }

            await store.RemoveArtifactsAsync([.. batch.Select(artifact => artifact.Id)], cancellationToken);
        }
    }

    private DateTimeOffset? Before(int days) => days == 0 ? null : time.GetUtcNow() - TimeSpan.FromDays(days);
}
