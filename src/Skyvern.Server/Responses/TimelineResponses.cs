using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Responses;

/// <summary>Turns a run with its steps and actions into a timeline: a task is one block, a workflow run one for each task.</summary>
internal static class TimelineResponses
{
    private const string BlockPrefix = "wrb_";

    /// <summary>The block that a task is.</summary>
    public static string BlockIdOf(string runId) => string.Concat(BlockPrefix, runId.AsSpan(runId.IndexOf('_') + 1));

    /// <summary>The task that a block is.</summary>
    public static string RunIdOf(string blockId) => string.Concat("tsk_", blockId.AsSpan(blockId.IndexOf('_') + 1));

    /// <summary>The timeline of a task.</summary>
    public static TimelineItem Of(TaskRun run, IReadOnlyList<RunStep> steps, IReadOnlyList<RunAction> actions) =>
        new()
        {
            Type = "block",
            Block = new TimelineBlock
            {
                WorkflowRunBlockId = BlockIdOf(run.Id),
                WorkflowRunId = run.WorkflowRunId ?? run.Id,
                OrganizationId = run.OrganizationId,
                BlockType = run.Request.Block?.Type ?? BlockTypes.Task,
                ContinueOnFailure = run.Request.Block?.ContinueOnFailure ?? false,
                Label = run.Request.Block?.Label ?? run.Request.Title,
                Status = run.Status.ToWire(),
                Output = WireValues.Output(run),
                FailureReason = run.FailureReason,
                ErrorCodes = [.. run.Errors.Select(error => error.ErrorCode)],
                Engine = run.Request.Engine,
                TaskId = run.Id,
                Url = run.Request.Url,
                FinalUrl = steps.LastOrDefault(step => step.Url is not null)?.Url,
                NavigationGoal = run.Request.Prompt,
                DataExtractionGoal = run.Request.DataExtractionGoal,
                DataSchema = run.Request.DataExtractionSchema,
                Actions = [.. actions.Reverse().Select(StepResponses.Action)],
                Duration = (run.FinishedAt - run.StartedAt)?.TotalSeconds,
                DownloadedFileCount = actions.Sum(action => action.DownloadedFiles.Count),
                CreatedAt = run.CreatedAt,
                ModifiedAt = run.ModifiedAt,
            },
            CreatedAt = run.CreatedAt,
            ModifiedAt = run.ModifiedAt,
        };
}
