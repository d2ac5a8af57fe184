using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Core.Retention;

/// <summary>
/// Removes bytes that no row knows any more: of a process that died between writing them and their row. Only below organizations of this
/// database, so that a store that is shared by mistake loses nothing, and only what has the form of this server's own names.
/// </summary>
public sealed class OrphanedBytes(IRetentionStore store, IOrganizationStore organizations, IArtifactStore bytes, TimeProvider time)
{
    /// <summary>The end of names under which a store writes what is not whole yet.</summary>
    public const string Unfinished = ".part";

    private const int Batch = 500;

    /// <summary>Bytes are written before their row.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Looks through the whole store; the number of files that were removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var organization in await organizations.ListAsync(cancellationToken))
        {
            await foreach (var keys in bytes.ListAsync(organization.Id, time.GetUtcNow() - Grace, cancellationToken).Where(IsOurs).Chunk(Batch)
                .WithCancellation(cancellationToken))
            {
                var known = await store.ListKeysAsync([.. keys.Select(Name)], cancellationToken);
                foreach (var key in keys.Where(key => !known.Contains(key)))
                {
                    await bytes.DeleteAsync(key, cancellationToken);
                    removed++;
                }
            }
        }

        return removed;
    }

    private static bool IsOurs(string key) =>
        Name(key).StartsWith("a_", StringComparison.Ordinal) || Name(key).StartsWith("file_", StringComparison.Ordinal)
        || key.EndsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>The last word of a key without its extension: the id of what it belongs to.</summary>
    private static string Name(string key) => Path.GetFileNameWithoutExtension(key);
}
