using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Live;

/// <summary>Runs and workflow runs, which are stored alike.</summary>
internal sealed class RunSubjects(IRunStore runs) : ILiveSubjects
{
    public async Task<LiveSubject?> FindAsync(LiveKind kind, string organizationId, string id, CancellationToken cancellationToken) =>
        kind != LiveKind.Session && await runs.FindAsync(organizationId, id, cancellationToken) is { } run
            ? new LiveSubject(run.Status.ToWire(), run.Status.IsFinal())
            : null;
}
