using System.Globalization;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Blocks that are one action and need no planner: open an address, wait.</summary>
internal sealed class PlainBlock(IRunJournal journal, TimeProvider time)
{
    /// <summary>Whether a block is of this kind.</summary>
    public static bool Does(WorkflowBlock block) => block.Type is BlockTypes.GoToUrl or BlockTypes.Wait;

    /// <summary>Does it, as one step with one action.</summary>
    public async Task RunAsync(WorkflowRunState state, WorkflowBlock block, RunClaim claim)
    {
        var (step, action) = Begin(block, claim);
        await journal.SaveStepAsync(claim, step, [action], [], state.Work);
        var (end, result) = block.Type == BlockTypes.Wait ? await WaitAsync(block, state.Work) : await OpenAsync(state, claim, step);
        var now = time.GetUtcNow();
        action.Status = result.Succeeded ? ActionStatus.Completed : ActionStatus.Failed;
        action.ResultCode = result.Code.ToString().ToLowerInvariant();
        action.ResultMessage = result.Message;
        (action.FinishedAt, action.ModifiedAt) = (now, now);
        step.Status = result.Succeeded ? StepStatus.Completed : StepStatus.Failed;
        step.ModifiedAt = now;
        await journal.SaveStepAsync(claim, step, [action], [], state.Lease.Held);
        await journal.FinishAsync(claim, end, state.Lease.Held);
    }

    private async Task<(RunResult End, ActionResult Result)> WaitAsync(WorkflowBlock block, CancellationToken work)
    {
        await Task.Delay(TimeSpan.FromSeconds(block.WaitSeconds ?? 0), time, work);
        return (new RunResult(RunStatus.Completed), new ActionResult(ActionCode.Ok));
    }

    private static async Task<(RunResult End, ActionResult Result)> OpenAsync(WorkflowRunState state, RunClaim claim, RunStep step)
    {
        if (claim.Run.Request.Url is not { } address)
        {
            return (RunResult.Failed("The block's url is empty.", FailureCategory.ParameterBinding), new ActionResult(ActionCode.Failed, "no address"));
        }

        await using var browser = await state.Browser.BorrowAsync(state.Work);
        var result = await browser.PerformAsync(new GoToAction(address), state.Work);
        step.Url = browser.Url;
        return (result.Succeeded ? new RunResult(RunStatus.Completed) : FailureClassifier.Navigation(address, result), result);
    }

    private (RunStep Step, RunAction Action) Begin(WorkflowBlock block, RunClaim claim)
    {
        var (now, run) = (time.GetUtcNow(), claim.Run);
        var step = new RunStep
        {
            Id = RunIds.Step(now),
            RunId = run.Id,
            OrganizationId = run.OrganizationId,
            Attempt = claim.Attempt,
            Order = claim.FirstStepOrder,
            RetryIndex = 0,
            Status = StepStatus.Running,
            CreatedAt = now,
            ModifiedAt = now,
        };
        var action = new RunAction
        {
            Id = RunIds.Action(now),
            RunId = run.Id,
            StepId = step.Id,
            OrganizationId = run.OrganizationId,
            StepOrder = step.Order,
            Order = 0,
            ActionType = block.Type,
            Act = block.Type == BlockTypes.Wait ? "wait" : "goto",
            Description = block.Type == BlockTypes.Wait
                ? string.Create(CultureInfo.InvariantCulture, $"Wait {block.WaitSeconds} s")
                : $"Open {run.Request.Url}",
            Text = run.Request.Url,
            StartedAt = now,
            CreatedAt = now,
            ModifiedAt = now,
        };
        return (step, action);
    }
}
