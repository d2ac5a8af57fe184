using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Runs;

/// <summary>Closes the steps that nobody goes on with, and their actions.</summary>
internal static class OpenSteps
{
    /// <summary>Changes the tracked rows; the caller saves them.</summary>
    public static async Task CloseAsync(
        SkyvernDbContext db, TaskRun run, StepStatus status, string? exception, CancellationToken cancellationToken)
    {
        var open = await db.Steps
            .Where(step => step.RunId == run.Id && (step.Status == StepStatus.Created || step.Status == StepStatus.Running))
            .ToListAsync(cancellationToken);
        if (open.Count == 0)
        {
            return;
        }

        foreach (var step in open)
        {
            step.Status = status;
            step.Exception ??= exception;
            step.ModifiedAt = run.ModifiedAt;
        }

        var pending = await db.Actions
            .Where(action => action.RunId == run.Id && action.Status == ActionStatus.Pending)
            .ToListAsync(cancellationToken);
        foreach (var action in pending)
        {
            action.Status = action.StartedAt is null ? ActionStatus.Skipped : ActionStatus.Failed;
            action.ModifiedAt = run.ModifiedAt;
        }
    }
}
