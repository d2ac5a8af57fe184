using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Core.Retention;

/// <summary>Finds and removes rows that have had their time, a batch at a time. Several nodes may do so at once.</summary>
public interface IRetentionStore
{
    /// <summary>Artifacts of runs and browser sessions that ended before, oldest first; those of a block stay until its workflow run has ended.</summary>
    /// <param name="endedBefore">When the run ended at the latest.</param>
    /// <param name="downloads">True: only downloads; false: all others; null: all.</param>
    /// <param name="most">Size of the batch.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    Task<IReadOnlyList<Artifact>> ListArtifactsAsync(DateTimeOffset endedBefore, bool? downloads, int most, CancellationToken cancellationToken);

    /// <summary>Removes the rows of artifacts whose bytes are gone.</summary>
    Task RemoveArtifactsAsync(IReadOnlyCollection<string> artifactIds, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a batch of runs that ended before, with blocks and all else that hangs on them; not those whose webhook is still to be
    /// delivered, or that have artifacts left. The number that was removed.
    /// </summary>
    Task<int> RemoveRunsAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken);

    /// <summary>The same with browser sessions that have no files left.</summary>
    Task<int> RemoveSessionsAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken);

    /// <summary>Storage keys that the rows of these artifacts and uploaded files name.</summary>
    Task<IReadOnlySet<string>> ListKeysAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
