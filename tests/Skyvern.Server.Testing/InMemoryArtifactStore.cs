using System.Collections.Concurrent;
using System.Security.Cryptography;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Testing;

/// <summary>Keeps artifacts' bytes in memory.</summary>
public sealed class InMemoryArtifactStore : IArtifactStore
{
    /// <summary>What is stored, by key.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = [];

    /// <summary>Thrown instead of writing.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Awaited before anything is written: a store that takes its time.</summary>
    public Task Saving { get; set; } = Task.CompletedTask;

    public async Task<StoredFile> SaveAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        if (Fault is { } fault)
        {
            throw fault;
        }

        await Saving.WaitAsync(cancellationToken);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        Files[key] = copy.ToArray();
        return new StoredFile(copy.Length, Convert.ToHexStringLower(SHA256.HashData(copy.ToArray())));
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(Files.TryGetValue(key, out var bytes) ? new MemoryStream(bytes) : null);

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IAsyncEnumerable<string> ListAsync(string organizationId, DateTimeOffset writtenBefore, CancellationToken cancellationToken) =>
        Files.Keys.Where(key => key.StartsWith(organizationId + "/", StringComparison.Ordinal)).ToAsyncEnumerable();

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        Files.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
