namespace Skyvern.Server.Core.Uploads;

/// <summary>Keeps the rows of uploaded files.</summary>
public interface IUploadStore
{
    /// <summary>Stores a row.</summary>
    Task AddAsync(UploadedFile file, CancellationToken cancellationToken);

    /// <summary>The row, whosever it is; null when there is none.</summary>
    Task<UploadedFile?> FindAsync(string fileId, CancellationToken cancellationToken);

    /// <summary>Rows whose time is up.</summary>
    Task<IReadOnlyList<UploadedFile>> ListExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes a row; false when it was gone already.</summary>
    Task<bool> RemoveAsync(string fileId, CancellationToken cancellationToken);
}
