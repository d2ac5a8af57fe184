using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data;

/// <summary>Counts runs that have not ended. Blocks are left out: their workflow run stands for them.</summary>
internal sealed class QueueProbe(IDbContextFactory<SkyvernDbContext> contexts) : IQueueProbe
{
    public async Task<IReadOnlyDictionary<RunStatus, int>> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Runs
            .Where(run => run.Status == RunStatus.Created || run.Status == RunStatus.Queued || run.Status == RunStatus.Running)
            .Where(run => run.WorkflowRunId == null)
            .GroupBy(run => run.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Status, group => group.Count, cancellationToken);
    }
}
