using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Runs one block of a workflow run as a task run of its own: to its end, and again as often as it may.</summary>
internal sealed class BlockRunner(
    IRunStore runs, IRunJournal journal, IBlockStore blocks, BlockTask tasks, PlainBlock plain, TaskEngine engine, TimeProvider time)
{
    /// <summary>The block's last run, ended.</summary>
    public async Task<TaskRun> RunAsync(WorkflowRunState state, WorkflowBlock block)
    {
        var tries = state.Earlier.Where(run => run.Request.Block?.Label == block.Label).ToList();
        if (tries is [.., { } open] && !open.Status.IsFinal())
        {
            tries[^1] = await GoOnAsync(state, block, open);
        }

        while (tries is not [.., { } last] || MayRepeat(block, last, tries.Count))
        {
            tries.Add(await BeginAsync(state, block));
        }

        return tries[^1];
    }

    private static bool MayRepeat(WorkflowBlock block, TaskRun last, int tries) =>
        last is { Status: RunStatus.Failed, DidIrreversibleAction: false } && tries <= (block.MaxRetries ?? 0);

    private async Task<TaskRun> BeginAsync(WorkflowRunState state, WorkflowBlock block)
    {
        var run = await MakeAsync(state, block);
        await state.Lease.KeepAsync(blocks.AddAsync(state.Lease.Claim, run, state.Work));
        return run.Status.IsFinal() ? run : await WorkAsync(state, block, new RunClaim(run, run.Attempt, FirstStepOrder: 0));
    }

    private async Task<TaskRun> MakeAsync(WorkflowRunState state, WorkflowBlock block)
    {
        try
        {
            var request = await tasks.OfAsync(state.Run, state.Definition, block, state.Values, state.Work);
            return TaskRun.StartBlock(state.Run, request, time.GetUtcNow());
        }
        catch (TemplateException e)
        {
            var run = TaskRun.StartBlock(state.Run, BlockTask.Empty(state.Run, block), time.GetUtcNow());
            run.TryFinish(RunResult.Failed(e.Message, FailureCategory.ParameterBinding), run.CreatedAt);
            return run;
        }
    }

    private async Task<TaskRun> GoOnAsync(WorkflowRunState state, WorkflowBlock block, TaskRun open) =>
        await runs.ClaimBlockAsync(state.Lease.Claim, open.Id, state.Work) is { } claim ? await WorkAsync(state, block, claim) : await ReadAsync(state, open);

    private async Task<TaskRun> WorkAsync(WorkflowRunState state, WorkflowBlock block, RunClaim claim)
    {
        try
        {
            var lastPage = claim.Run.Request.Url is null ? await blocks.FindLastPageAsync(state.Run.OrganizationId, state.Run.Id, state.Work) : null;
            await state.Browser.OpenAsync(lastPage, state.Work);
            await (PlainBlock.Does(block) ? plain.RunAsync(state, block, claim) : engine.RunAsync(claim, state.Work));
        }
        catch (BrowserLostException e)
        {
            await journal.FinishAsync(claim, FailureClassifier.Browser(e, afterWrite: false), state.Lease.Held);
        }

        var run = await ReadAsync(state, claim.Run);
        if (run.FailureCategories.Any(category => category.Category == FailureCategory.Browser))
        {
            // What follows gets a new one.
            await state.Browser.DisposeAsync();
        }

        return run;
    }

    private async Task<TaskRun> ReadAsync(WorkflowRunState state, TaskRun run)
    {
        var read = await runs.FindAsync(run.OrganizationId, run.Id, state.Lease.Held);
        if (read?.Status.IsFinal() == true)
        {
            return read;
        }

        // The engine leaves a run open only when it is told to stop, or when another worker has it: that one has the workflow run then.
        state.Work.ThrowIfCancellationRequested();
        await state.Lease.KeepAsync(journal.IsHeldAsync(state.Lease.Claim, state.Lease.Held));
        throw new InvalidOperationException($"The block's run {run.Id} was left open.");
    }
}
