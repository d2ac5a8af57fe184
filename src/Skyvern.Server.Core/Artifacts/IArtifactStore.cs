namespace Skyvern.Server.Core.Artifacts;

/// <summary>Keeps artifacts' bytes under keys like <c>o_1/tsk_1/a_1.jpg</c>. A key can never name a place outside the store.</summary>
public interface IArtifactStore
{
    /// <summary>Writes all or nothing; a second write to one key replaces it.</summary>
    /// <exception cref="ArgumentException">The key is not of the allowed form.</exception>
    Task<StoredFile> SaveAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>A seekable stream, or null when there is nothing under the key.</summary>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Returns when the store can be used.</summary>
    /// <exception cref="IOException">It cannot; the message says why.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Removes what is under the key, if anything.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keys of an organization whose bytes were written before a time, in no order.</summary>
    IAsyncEnumerable<string> ListAsync(string organizationId, DateTimeOffset writtenBefore, CancellationToken cancellationToken);
}

/// <summary>What was written.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Checksum">SHA-256 in lower-case hex.</param>
public sealed record StoredFile(long Size, string Checksum);
