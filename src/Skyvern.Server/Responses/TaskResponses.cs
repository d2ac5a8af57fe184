using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Responses;

/// <summary>Turns a stored run into the task object of the first generation.</summary>
internal static class TaskResponses
{
    public static TaskResponse Task(TaskRun run, RunArtifacts artifacts, string appAddress) => new()
    {
        Request = RequestEcho.FirstGeneration(run),
        TaskId = run.Id,
        Status = run.Status.ToWire(),
        CreatedAt = run.CreatedAt,
        ModifiedAt = run.ModifiedAt,
        ExtractedInformation = WireValues.Output(run),
        ActionScreenshotUrls = artifacts.Screenshots,
        ScreenshotUrl = artifacts.Newest,
        RecordingUrl = artifacts.Recording,
        BrowserConsoleLogUrl = artifacts.ConsoleLog,
        DownloadedFiles = artifacts.Files,
        DownloadedFileUrls = artifacts.FileUrls,
        FailureReason = run.FailureReason,
        FailureCategory = WireValues.Categories(run),
        WebhookFailureReason = run.WebhookFailureReason,
        Errors = WireValues.Errors(run),
        MaxStepsPerRun = WireValues.MaxSteps(run),
        QueuedAt = run.QueuedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        MaxScreenshotScrolls = run.Request.MaxScreenshotScrolls,
        StepCount = run.StepCount,
        BrowserSessionId = run.Request.BrowserSessionId,
        RunId = run.Id,
        RunType = run.RunType,
        Output = WireValues.Output(run),
        RunRequest = RequestEcho.Of(run.Request),
        ScreenshotUrls = artifacts.Screenshots,
        AppUrl = RunResponses.PageOf(run, appAddress),
    };
}
