using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Responses;

/// <summary>Turns a run with its steps and actions into a timeline: one block, since a task is one.</summary>
internal static class TimelineResponses
{
    /// <summary>The timeline of a run.</summary>
    public static IReadOnlyList<TimelineItem> Of(TaskRun run, IReadOnlyList<RunStep> steps, IReadOnlyList<RunAction> actions) =>
    [
        new TimelineItem
        {
            Type = "block",
            Block = new TimelineBlock
            {
                WorkflowRunBlockId = string.Concat("wrb_", run.Id.AsSpan(run.Id.IndexOf('_') + 1)),
                WorkflowRunId = run.Id,
                OrganizationId = run.OrganizationId,
                BlockType = "task",
                Label = run.Request.Title,
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
        },
    ];
}
