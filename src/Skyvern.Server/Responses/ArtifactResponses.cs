using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Responses;

/// <summary>Turns stored artifacts into what callers read.</summary>
internal static class ArtifactResponses
{
    /// <summary>An artifact; for one of a workflow run's blocks, with the run whose block it is of.</summary>
    public static ArtifactResponse Artifact(Artifact artifact, string signedUrl, string? workflowRunId = null) => new()
    {
        ArtifactId = artifact.Id,
        ArtifactType = artifact.Type,
        Uri = $"artifact:{artifact.StorageKey}",
        OrganizationId = artifact.OrganizationId,
        Checksum = artifact.Checksum,
        FileSize = artifact.Size,
        TaskId = artifact.RunId,
        StepId = artifact.StepId,
        WorkflowRunId = workflowRunId,
        WorkflowRunBlockId = workflowRunId is null || artifact.RunId is not { } blockRun ? null : TimelineResponses.BlockIdOf(blockRun),
        RunId = workflowRunId ?? artifact.RunId,
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
