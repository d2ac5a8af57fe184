using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Responses;

/// <summary>Turns stored artifacts into what callers read.</summary>
internal static class ArtifactResponses
{
    public static ArtifactResponse Artifact(Artifact artifact, string signedUrl) => new()
    {
        ArtifactId = artifact.Id,
        ArtifactType = artifact.Type,
        Uri = $"artifact:{artifact.StorageKey}",
        OrganizationId = artifact.OrganizationId,
        Checksum = artifact.Checksum,
        FileSize = artifact.Size,
        TaskId = artifact.RunId,
        StepId = artifact.StepId,
        RunId = artifact.RunId,
        BrowserSessionId = artifact.BrowserSessionId,
        SignedUrl = signedUrl,
        CreatedAt = artifact.CreatedAt,
        ModifiedAt = artifact.CreatedAt,
    };

    /// <summary>A file that a run or a session fetched.</summary>
    public static DownloadedFile File(Artifact artifact, string url) => new()
    {
        Url = url,
        Name = artifact.FileName,
        Filename = artifact.FileName,
        Size = artifact.Size,
        FileSize = artifact.Size,
        Checksum = artifact.Checksum,
        ModifiedAt = artifact.CreatedAt,
        ArtifactId = artifact.Id,
    };
}
