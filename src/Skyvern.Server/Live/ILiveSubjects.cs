using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Live;

/// <summary>Knows what an organization has that can be watched, and whether it is over.</summary>
internal interface ILiveSubjects
{
    /// <summary>A run, session or workflow run; null when it is unknown to this organization.</summary>
    Task<LiveSubject?> FindAsync(LiveKind kind, string organizationId, string id, CancellationToken cancellationToken);
}

/// <summary>A run, session or workflow run.</summary>
/// <param name="Status">Its status, as the wire has it.</param>
/// <param name="IsOver">Whether there will be nothing to see any more.</param>
/// <param name="Elsewhere">The other process that holds its browser; null: this one, or none yet.</param>
internal sealed record LiveSubject(string Status, bool IsOver, NodeRecord? Elsewhere = null);
