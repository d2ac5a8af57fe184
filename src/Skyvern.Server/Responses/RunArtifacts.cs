using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Responses;

/// <summary>A run's artifacts as its descriptions show them: pictures, files, recording and console, each as a link.</summary>
internal sealed class RunArtifacts
{
    /// <summary>The types that a description of a run needs.</summary>
    public static readonly IReadOnlyList<string> Types =
        [ArtifactTypes.ActionScreenshot, ArtifactTypes.FinalScreenshot, ArtifactTypes.Download, ArtifactTypes.Recording, ArtifactTypes.ConsoleLog];

    /// <summary>Turns artifacts, oldest first, into links.</summary>
    public RunArtifacts(TaskRun run, IEnumerable<Artifact> artifacts, Func<Artifact, string> link)
    {
        var byType = artifacts.ToLookup(artifact => artifact.Type);

        // Before the first step there is nothing to list; afterwards there is a list, if an empty one.
        if (run.StepCount > 0 || byType.Count > 0)
        {
            Screenshots = [.. byType[ArtifactTypes.ActionScreenshot].Concat(byType[ArtifactTypes.FinalScreenshot]).Reverse().Select(link)];
            Files = [.. byType[ArtifactTypes.Download].Select(file => ArtifactResponses.File(file, link(file)))];
        }

        Recording = byType[ArtifactTypes.Recording].OrderBy(recording => recording.StartedAt).Select(link).LastOrDefault();
        ConsoleLog = byType[ArtifactTypes.ConsoleLog].Select(link).LastOrDefault();
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<string>? Screenshots { get; }

    /// <summary>The newest picture.</summary>
    public string? Newest => Screenshots is [var newest, ..] ? newest : null;

    public IReadOnlyList<DownloadedFile>? Files { get; }

    public IReadOnlyList<string>? FileUrls => Files is null ? null : [.. Files.Select(file => file.Url)];

    public string? Recording { get; }

    public string? ConsoleLog { get; }
}
