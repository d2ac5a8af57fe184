namespace Skyvern.Server.Core.Uploads;

/// <summary>A file that a caller has uploaded for runs to use: its row; the bytes are in the artifact store.</summary>
public sealed class UploadedFile
{
    /// <summary>The file's id, <c>file_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The name that sites see, without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>Key in the artifact store.</summary>
    public required string StorageKey { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public required string Checksum { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is deleted.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
