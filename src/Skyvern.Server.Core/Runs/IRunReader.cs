using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Core.Runs;

/// <summary>Reads for lists and pages; nothing read here is tracked or written back.</summary>
public interface IRunReader
{
    /// <summary>A page of runs.</summary>
    Task<Page<TaskRun>> ListAsync(RunFilter filter, CancellationToken cancellationToken);

    /// <summary>How many runs of each status match; the filter's own statuses and its page do not count. A status without any is left out.</summary>
    Task<IReadOnlyDictionary<RunStatus, int>> CountAsync(RunFilter filter, CancellationToken cancellationToken);

    /// <summary>A run's steps by order, then retry index.</summary>
    Task<IReadOnlyList<RunStep>> ListStepsAsync(string organizationId, string runId, CancellationToken cancellationToken);

    /// <summary>A run's actions, oldest first.</summary>
    Task<IReadOnlyList<RunAction>> ListActionsAsync(string organizationId, string runId, CancellationToken cancellationToken);

    /// <summary>Artifacts of a run, oldest first; an empty type list means all types.</summary>
    Task<IReadOnlyList<Artifact>> ListArtifactsAsync(
        string organizationId, string runId, IReadOnlyList<string> types, CancellationToken cancellationToken);

    /// <summary>Artifacts of a step, oldest first.</summary>
    Task<IReadOnlyList<Artifact>> ListStepArtifactsAsync(string organizationId, string stepId, CancellationToken cancellationToken);

    /// <summary>Artifacts of several runs at once, oldest first (for lists of runs).</summary>
    Task<ILookup<string, Artifact>> ListArtifactsAsync(
        string organizationId, IReadOnlyCollection<string> runIds, IReadOnlyList<string> types, CancellationToken cancellationToken);

    /// <summary>An artifact of any organization: the caller checks the signature or the organization.</summary>
    Task<Artifact?> FindArtifactAsync(string artifactId, CancellationToken cancellationToken);

    /// <summary>Events of a run with an id above <paramref name="afterId"/>, oldest first.</summary>
    Task<IReadOnlyList<RunEvent>> ListEventsAsync(string organizationId, string runId, long afterId, CancellationToken cancellationToken);

    /// <summary>Where a run that waits stands among those of its organization.</summary>
    Task<QueuePlace> FindPlaceAsync(TaskRun run, CancellationToken cancellationToken);
}
