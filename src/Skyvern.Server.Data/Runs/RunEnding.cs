using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Data.Runs;

/// <summary>What an end brings with it, whoever ends the run: closed steps, the event, and the one webhook delivery with its job.</summary>
internal sealed class RunEnding(IWebhookQueue webhooks)
{
    /// <summary>Stores the end of a run that has just been moved to a final status under its row lock. True when a delivery was made.</summary>
    public async Task<bool> StoreAsync(WriteTransaction transaction, TaskRun run, CancellationToken cancellationToken)
    {
        await CloseStepsAsync(transaction.Db, run, cancellationToken);
        if (run.IsWorkflow)
        {
            await CloseBlocksAsync(transaction.Db, run, cancellationToken);
        }

        transaction.Db.Add(RunEvents.Ended(run));
        var delivery = DeliveryOf(run);
        if (delivery is not null)
        {
            transaction.Db.Add(delivery);
        }

        await transaction.Db.SaveChangesAsync(cancellationToken);
        if (delivery is not null)
        {
            await webhooks.EnqueueAsync(delivery, transaction.DbTransaction, cancellationToken);
        }

        return delivery is not null;
    }

    /// <summary>After the commit.</summary>
    public void Wake() => webhooks.Wake();

    private static async Task CloseStepsAsync(SkyvernDbContext db, TaskRun run, CancellationToken cancellationToken)
    {
        var steps = await db.Steps
            .Where(step => step.RunId == run.Id)
            .OrderBy(step => step.Order).ThenBy(step => step.RetryIndex)
            .ToListAsync(cancellationToken);
        run.AddUp(steps);
        if (steps is not [.., var last])
        {
            return;
        }

        last.IsLast = true;
        var status = run.Status switch
        {
            RunStatus.Completed => StepStatus.Completed,
            RunStatus.Canceled => StepStatus.Canceled,
            _ => StepStatus.Failed,
        };
        await OpenSteps.CloseAsync(db, run, status, exception: null, cancellationToken);
    }

    /// <summary>A block cannot outlive its workflow run: whatever ends that ends it too.</summary>
    private static async Task CloseBlocksAsync(SkyvernDbContext db, TaskRun run, CancellationToken cancellationToken)
    {
        var blocks = db.Runs.Where(block => block.WorkflowRunId == run.Id);
        await blocks
            .Where(block => block.Status == RunStatus.Running)
            .ExecuteUpdateAsync(block => block.SetProperty(b => b.ModifiedAt, run.ModifiedAt), cancellationToken);

        var all = await blocks.AsTracking().ToListAsync(cancellationToken);
        foreach (var block in all.Where(block => block.TryFinish(EndOfBlock(run), run.ModifiedAt)))
        {
            await CloseStepsAsync(db, block, cancellationToken);
            db.Add(RunEvents.Ended(block));
        }

        run.AddUp(all);
    }

    private static RunResult EndOfBlock(TaskRun run) => run.Status == RunStatus.Canceled
        ? new RunResult(RunStatus.Canceled)
        : new RunResult(
            run.Status == RunStatus.TimedOut ? RunStatus.TimedOut : RunStatus.Failed, run.FailureReason ?? "The workflow run has ended.");

    private static WebhookDelivery? DeliveryOf(TaskRun run) => string.IsNullOrEmpty(run.Request.WebhookUrl)
        ? null
        : new WebhookDelivery
        {
            Id = RunIds.Delivery(run.ModifiedAt),
            RunId = run.Id,
            OrganizationId = run.OrganizationId,
            Url = run.Request.WebhookUrl,
            CreatedAt = run.ModifiedAt,
            ModifiedAt = run.ModifiedAt,
            NextAttemptAt = run.ModifiedAt,
        };
}
