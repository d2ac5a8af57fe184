using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Retention;

namespace Skyvern.Server.Storage;

/// <summary>Keeps artifacts as files below the data folder.</summary>
internal sealed class FileArtifactStore(IOptions<DataOptions> options) : IArtifactStore
{
    private const int BufferSize = 64 * 1024;

    public async Task<StoredFile> SaveAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;

        // Written beside its place and moved there: a reader sees all of it or nothing, also after a crash.
        var partial = Path.Combine(folder, $"{Guid.NewGuid():N}{OrphanedBytes.Unfinished}");
        try
        {
            var stored = await WriteAsync(partial, content, cancellationToken);
            File.Move(partial, path, overwrite: true);
            return stored;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var file = File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, useAsync: true)
            : null;
        return Task.FromResult<Stream?>(file);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
            RemoveIfEmpty(Path.GetDirectoryName(path)!);
        }

        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.Under("artifacts"));
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<string> ListAsync(string organizationId, DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        var root = options.Value.Under("artifacts");
        var folder = new DirectoryInfo(PathOf(organizationId));
        return (folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories) : [])
            .Where(file => file.LastWriteTimeUtc < writtenBefore)
            .Select(file => Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(StorageKey.IsValid)
            .ToAsyncEnumerable();
    }

    /// <summary>Runs end and never come back: their folders would only pile up.</summary>
    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // It is not empty, or another has removed it.
        }
    }

    private static FileStream Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        try
        {
            return Open();
        }
        catch (DirectoryNotFoundException)
        {
            // Its last file was removed just now, and the folder with it.
            Directory.CreateDirectory(folder);
            return Open();
        }

        FileStream Open() => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
    }

    private static async Task<StoredFile> WriteAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = Create(path);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        return new(file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private string PathOf(string key) => StorageKey.IsValid(key)
        ? options.Value.Under("artifacts", key)
        : throw new ArgumentException($"\"{key}\" is not a key of the artifact store.", nameof(key));
}
