using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Recordings;

/// <summary>A recording that can be played.</summary>
/// <param name="Artifact">Its file.</param>
/// <param name="StartedAt">When its first picture was shown; it goes on in real time from there.</param>
public sealed record Recording(Artifact Artifact, DateTimeOffset StartedAt)
{
    /// <summary>The second at which it shows a moment, such as the start of a step; 0 for what was before.</summary>
    public double SecondOf(DateTimeOffset moment) => Math.Max(0, (moment - StartedAt).TotalSeconds);
}

/// <summary>Finds the recordings of a run.</summary>
public sealed class RecordingQueries(IRunReader reader)
{
    /// <summary>One for each attempt that had a browser, oldest first; a block is in those of its workflow run.</summary>
    public async Task<IReadOnlyList<Recording>> ListAsync(TaskRun run, CancellationToken cancellationToken)
    {
        var artifacts = await reader.ListArtifactsAsync(run.OrganizationId, run.WorkflowRunId ?? run.Id, [ArtifactTypes.Recording], cancellationToken);
        return [.. artifacts.Select(artifact => new Recording(artifact, artifact.StartedAt ?? artifact.CreatedAt)).OrderBy(recording => recording.StartedAt)];
    }
}
