using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>A run in the form of the first generation, with the fields of the run object too.</summary>
public sealed record TaskResponse
{
    /// <summary>The request in the words of the first generation.</summary>
    public required TaskRequestResponse Request { get; init; }

    /// <summary>The same as run_id.</summary>
    public required string TaskId { get; init; }

    /// <summary>Where it stands.</summary>
    [RunStatus]
    public required string Status { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The same as output.</summary>
    public JsonElement? ExtractedInformation { get; init; }

    /// <summary>The same as screenshot_urls.</summary>
    public IReadOnlyList<string>? ActionScreenshotUrls { get; init; }

    /// <summary>The newest picture.</summary>
    public string? ScreenshotUrl { get; init; }

    /// <summary>Video of the whole run, once it is ready.</summary>
    public string? RecordingUrl { get; init; }

    /// <summary>Whether the recording was moved to an archive.</summary>
    public bool RecordingArchived { get; init; }

    /// <summary>What the browser's console said.</summary>
    public string? BrowserConsoleLogUrl { get; init; }

    /// <summary>Files that the run fetched; null before the first step.</summary>
    public IReadOnlyList<DownloadedFile>? DownloadedFiles { get; init; }

    /// <summary>Addresses of the downloaded files.</summary>
    public IReadOnlyList<string>? DownloadedFileUrls { get; init; }

    /// <summary>Why the run ended without success.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Kinds of the failure, most likely first; null without one.</summary>
    public IReadOnlyList<FailureCategoryItem>? FailureCategory { get; init; }

    /// <summary>null: no delivery tried; empty: delivered; else status code and cause.</summary>
    public string? WebhookFailureReason { get; init; }

    /// <summary>Details of a run that ended without success.</summary>
    public IReadOnlyList<RunErrorItem> Errors { get; init; } = [];

    /// <summary>Most steps as asked for.</summary>
    public int? MaxStepsPerRun { get; init; }

    /// <summary>The workflow run it belongs to.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Entry into the queue.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>First execution.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a final status was reached.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How far screenshots scroll, as asked for.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Steps taken, repeats included.</summary>
    public int StepCount { get; init; }

    /// <summary>The browser session it uses.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>Names the run everywhere.</summary>
    public required string RunId { get; init; }

    /// <summary><c>task_v1</c> or <c>task_v2</c>.</summary>
    public required string RunType { get; init; }

    /// <summary>The extracted data.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>The request as accepted.</summary>
    public required RunRequestEcho RunRequest { get; init; }

    /// <summary>Pictures of the page, newest first.</summary>
    public IReadOnlyList<string>? ScreenshotUrls { get; init; }

    /// <summary>The run's page for people.</summary>
    public required string AppUrl { get; init; }
}
