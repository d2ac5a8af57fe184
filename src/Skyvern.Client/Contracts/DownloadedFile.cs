namespace Skyvern.Client.Contracts;

/// <summary>A file that a run fetched.</summary>
public sealed record DownloadedFile
{
    /// <summary>Where its bytes are; signed, so that no key is needed.</summary>
    public required string Url { get; init; }

    /// <summary>The name the site gave it.</summary>
    public string? Name { get; init; }

    /// <summary>The same as name.</summary>
    public string? Filename { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The same as size.</summary>
    public long? FileSize { get; init; }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public string? Checksum { get; init; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The artifact that holds it.</summary>
    public string? ArtifactId { get; init; }
}
