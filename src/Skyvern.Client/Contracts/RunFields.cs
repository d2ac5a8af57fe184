using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>What every description of a run begins with: the run object and the webhook body share these fields.</summary>
public abstract record RunFields
{
    /// <summary>Names the run everywhere.</summary>
    public required string RunId { get; init; }

    /// <summary><c>task_v1</c> or <c>task_v2</c>.</summary>
    public required string RunType { get; init; }

    /// <summary>created, queued, running, completed, failed, terminated, timed_out or canceled.</summary>
    [RunStatus]
    public required string Status { get; init; }

    /// <summary>The extracted data: an object, a list, a text or null; never a bare number or boolean.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Files that the run fetched; null before the first step.</summary>
    public IReadOnlyList<DownloadedFile>? DownloadedFiles { get; init; }

    /// <summary>Video of the whole run, once it is ready.</summary>
    public string? RecordingUrl { get; init; }

    /// <summary>Whether the recording was moved to an archive.</summary>
    public bool RecordingArchived { get; init; }

    /// <summary>Pictures of the page, newest first.</summary>
    public IReadOnlyList<string>? ScreenshotUrls { get; init; }

    /// <summary>Why the run ended without success.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Details of a run that ended without success; empty when there are none.</summary>
    public IReadOnlyList<RunErrorItem> Errors { get; init; } = [];

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Entry into the queue.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>First execution.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a final status was reached.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Steps taken, repeats included.</summary>
    public int StepCount { get; init; }

    /// <summary>The run's page for people.</summary>
    public required string AppUrl { get; init; }

    /// <summary>The browser session it uses.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>The browser profile it uses.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>How far screenshots scroll, as asked for.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Always null: runs are carried out by the agent.</summary>
    public JsonElement? ScriptRun { get; init; }
}
