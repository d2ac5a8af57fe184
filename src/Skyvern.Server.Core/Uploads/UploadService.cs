using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Uploads;

/// <summary>The use cases of uploaded files.</summary>
public sealed class UploadService(IUploadStore store, IArtifactStore bytes, TimeProvider time)
{
    /// <summary>Keeps the bytes under a key of their own; a row for them is made by <see cref="KeepAsync"/>.</summary>
    public async Task<UploadedFile> ReceiveAsync(string organizationId, string fileName, Stream content, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = RunIds.UploadedFile(now);
        var key = $"{organizationId}/uploads/{id}";
        var stored = await bytes.SaveAsync(key, content, cancellationToken);
        return new UploadedFile
        {
            Id = id,
            OrganizationId = organizationId,
            FileName = fileName,
            StorageKey = key,
            Size = stored.Size,
            Checksum = stored.Checksum,
            CreatedAt = now,
            ExpiresAt = now,
        };
    }

    /// <summary>Keeps a received file for some days.</summary>
    public async Task<UploadedFile> KeepAsync(UploadedFile file, int days, CancellationToken cancellationToken)
    {
        var kept = new UploadedFile
        {
            Id = file.Id,
            OrganizationId = file.OrganizationId,
            FileName = file.FileName,
            StorageKey = file.StorageKey,
            Size = file.Size,
            Checksum = file.Checksum,
            CreatedAt = file.CreatedAt,
            ExpiresAt = file.CreatedAt.AddDays(days),
        };
        await store.AddAsync(kept, cancellationToken);
        return kept;
    }

    /// <summary>Drops the bytes of a received file that is not kept after all.</summary>
    public Task DropAsync(UploadedFile file, CancellationToken cancellationToken) => bytes.DeleteAsync(file.StorageKey, cancellationToken);

    /// <summary>The file with its bytes, while it is kept; null when it is unknown or its time is up.</summary>
    public async Task<(UploadedFile File, Stream Content)?> OpenAsync(string fileId, CancellationToken cancellationToken) =>
        await store.FindAsync(fileId, cancellationToken) is { } file && file.ExpiresAt > time.GetUtcNow()
        && await bytes.OpenReadAsync(file.StorageKey, cancellationToken) is { } content
            ? (file, content)
            : null;

    /// <summary>Deletes for good; false when unknown to this organization.</summary>
    public async Task<bool> DeleteAsync(string organizationId, string fileId, CancellationToken cancellationToken) =>
        await store.FindAsync(fileId, cancellationToken) is { } file && file.OrganizationId == organizationId && await RemoveAsync(file, cancellationToken);

    /// <summary>Deletes the files whose time is up.</summary>
    public async Task RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        foreach (var file in await store.ListExpiredAsync(time.GetUtcNow(), cancellationToken))
        {
            await RemoveAsync(file, cancellationToken);
        }
    }

    // The bytes first: a row without bytes is found again by the next round, bytes without a row by nobody.
    private async Task<bool> RemoveAsync(UploadedFile file, CancellationToken cancellationToken)
    {
        await bytes.DeleteAsync(file.StorageKey, cancellationToken);
        return await store.RemoveAsync(file.Id, cancellationToken);
    }
}
