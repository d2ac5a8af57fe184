using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Responses;

/// <summary>Turns a stored run into what callers read.</summary>
internal static class RunResponses
{
    /// <summary>The run object.</summary>
    public static TaskRunResponse Run(TaskRun run, RunArtifacts artifacts, string appAddress) =>
        new(Webhook(run, artifacts, appAddress), RequestEcho.Of(run.Request)) { UnverifiedFields = run.UnverifiedFields, CostUsd = run.Cost };

    /// <summary>The run object of a workflow run.</summary>
    public static WorkflowRunResponse WorkflowRun(TaskRun run, RunArtifacts artifacts, string appAddress) =>
        new(Webhook(run, artifacts, appAddress), RequestEcho.OfWorkflow(run.Request))
        {
            UnverifiedFields = run.UnverifiedFields,
            CostUsd = run.Cost,
            AiFallback = run.Request.Workflow?.AiFallback,
        };

    /// <summary>The task object of the first generation.</summary>
    public static TaskResponse Task(TaskRun run, RunArtifacts artifacts, string appAddress) =>
        new(Webhook(run, artifacts, appAddress), RequestEcho.FirstGeneration(run), RequestEcho.Of(run.Request))
        {
            WebhookFailureReason = run.WebhookFailureReason,
        };

    /// <summary>The body of a webhook, which holds all that the descriptions of a run share.</summary>
    public static WebhookPayload Webhook(TaskRun run, RunArtifacts artifacts, string appAddress) => new()
    {
        RunId = run.Id,
        RunType = run.RunType,
        Status = run.Status.ToWire(),
        Output = WireValues.Output(run),
        DownloadedFiles = artifacts.Files,
        RecordingUrl = artifacts.Recording,
        ScreenshotUrls = artifacts.Screenshots,
        FailureReason = run.FailureReason,
        Errors = WireValues.Errors(run),
        CreatedAt = run.CreatedAt,
        ModifiedAt = run.ModifiedAt,
        QueuedAt = run.QueuedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        StepCount = run.StepCount,
        AppUrl = PageOf(run, appAddress),
        BrowserSessionId = run.Request.BrowserSessionId,
        BrowserProfileId = run.Request.BrowserProfileId,
        MaxScreenshotScrolls = run.Request.MaxScreenshotScrolls,
        TaskId = run.Id,
        ExtractedInformation = WireValues.Output(run),
        ActionScreenshotUrls = artifacts.Screenshots,
        ScreenshotUrl = artifacts.Newest,
        BrowserConsoleLogUrl = artifacts.ConsoleLog,
        DownloadedFileUrls = artifacts.FileUrls,
        FailureCategory = WireValues.Categories(run),
        MaxStepsPerRun = WireValues.MaxSteps(run),
        WorkflowRunId = run.IsWorkflow ? run.Id : run.WorkflowRunId,
    };

    /// <summary>A row of the list of runs.</summary>
    public static RunListItem Row(TaskRun run, IReadOnlySet<string> deletedWorkflows) => new()
    {
        TaskRunId = string.Concat("tr_", run.Id.AsSpan(run.Id.IndexOf('_') + 1)),
        RunId = run.Id,
        TaskRunType = run.RunType,
        Status = run.Status.ToWire(),
        Title = run.Request.Title ?? (run.IsWorkflow ? run.Request.Prompt : null),
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        CreatedAt = run.CreatedAt,
        WorkflowPermanentId = run.WorkflowPermanentId,
        WorkflowDeleted = run.WorkflowPermanentId is { } workflow && deletedWorkflows.Contains(workflow),
        TriggerType = run.TriggerType,
    };

    /// <summary>A fact about a run.</summary>
    public static RunEventResponse Event(RunEvent runEvent) => new()
    {
        EventId = runEvent.Id,
        RunId = runEvent.RunId,
        Kind = runEvent.Kind,
        Message = runEvent.Message,
        StepId = runEvent.StepId,
        ActionId = runEvent.ActionId,
        CreatedAt = runEvent.At,
    };

    /// <summary>The run's page for people.</summary>
    public static string PageOf(TaskRun run, string appAddress) => $"{appAddress}/tasks/{run.Id}";
}
