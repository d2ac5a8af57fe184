using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>A file that was uploaded for runs to use.</summary>
public sealed record UploadFileResponse
{
    /// <summary>Names the file in the server's store.</summary>
    [JsonPropertyName("s3_uri")]
    public required string S3Uri { get; init; }

    /// <summary>Where its bytes are; put it into a prompt or a form's data. Needs no key until it expires.</summary>
    public required string PresignedUrl { get; init; }

    /// <summary>The file, <c>file_…</c>.</summary>
    public required string FileId { get; init; }

    /// <summary>When it is deleted; null: when its organization's runs are.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
