using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Live;

/// <summary>Runs and workflow runs, which are stored alike, and browser sessions.</summary>
internal sealed class LiveSubjects(IRunStore runs, ISessionStore sessions, NodeRelay relay) : ILiveSubjects
{
    public async Task<LiveSubject?> FindAsync(LiveKind kind, string organizationId, string id, CancellationToken cancellationToken)
    {
        if (kind == LiveKind.Session)
        {
            return await sessions.FindAsync(organizationId, id, cancellationToken) is { } session
                ? new LiveSubject(session.Status.ToWire(), session.Status.IsFinal(), await relay.FindAsync(session.NodeId, cancellationToken))
                : null;
        }

        return await runs.FindAsync(organizationId, id, cancellationToken) is { } run
            ? new LiveSubject(run.Status.ToWire(), run.Status.IsFinal(), await relay.FindAsync(run.NodeId, cancellationToken))
            : null;
    }
}
