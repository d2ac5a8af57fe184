using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>What a run is called in the first generation, after the fields of the run object: the webhook body and the task object share them.</summary>
public abstract record TaskFields : RunFields
{
    /// <summary>The same as run_id.</summary>
    [JsonPropertyOrder(1)]
    public required string TaskId { get; init; }

    /// <summary>The same as output.</summary>
    [JsonPropertyOrder(2)]
    public JsonElement? ExtractedInformation { get; init; }

    /// <summary>The same as screenshot_urls.</summary>
    [JsonPropertyOrder(3)]
    public IReadOnlyList<string>? ActionScreenshotUrls { get; init; }

    /// <summary>The newest picture.</summary>
    [JsonPropertyOrder(4)]
    public string? ScreenshotUrl { get; init; }

    /// <summary>What the browser's console said.</summary>
    [JsonPropertyOrder(5)]
    public string? BrowserConsoleLogUrl { get; init; }

    /// <summary>Addresses of the downloaded files.</summary>
    [JsonPropertyOrder(6)]
    public IReadOnlyList<string>? DownloadedFileUrls { get; init; }

    /// <summary>Kinds of the failure, most likely first; null without one.</summary>
    [JsonPropertyOrder(7)]
    public IReadOnlyList<FailureCategoryItem>? FailureCategory { get; init; }

    /// <summary>null: no delivery tried, as always in the webhook itself; empty: delivered; else status code and cause.</summary>
    [JsonPropertyOrder(8)]
    public string? WebhookFailureReason { get; init; }

    /// <summary>Most steps as asked for.</summary>
    [JsonPropertyOrder(9)]
    public int? MaxStepsPerRun { get; init; }

    /// <summary>The workflow run it belongs to.</summary>
    [JsonPropertyOrder(10)]
    public string? WorkflowRunId { get; init; }
}
