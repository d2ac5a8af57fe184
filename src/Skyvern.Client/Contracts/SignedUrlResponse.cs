namespace Skyvern.Client.Contracts;

/// <summary>A fresh address of an artifact's bytes.</summary>
public sealed record SignedUrlResponse
{
    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>Needs no key until it expires.</summary>
    public required string SignedUrl { get; init; }

    /// <summary>When it expires, in seconds since 1970.</summary>
    public long? ExpiresAt { get; init; }
}
