using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Diagnostics;

/// <summary>Tells how many runs have not ended yet, over all processes and organizations.</summary>
public interface IQueueProbe
{
    /// <summary>How many there are of each status that has any.</summary>
    Task<IReadOnlyDictionary<RunStatus, int>> CountAsync(CancellationToken cancellationToken);
}
