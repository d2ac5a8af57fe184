using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>One action of a run with its exact times. Keys that this server has no use for are null.</summary>
public sealed record ActionResponse
{
    /// <summary>What it does, e.g. <c>click</c> or <c>input_text</c>.</summary>
    public required string ActionType { get; init; }

    /// <summary>pending, skipped, failed or completed.</summary>
    public required string Status { get; init; }

    /// <summary>The action.</summary>
    public required string ActionId { get; init; }

    /// <summary>Always null.</summary>
    public string? SourceActionId { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The workflow run.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>The run.</summary>
    public required string TaskId { get; init; }

    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>Order of the step.</summary>
    public required int StepOrder { get; init; }

    /// <summary>Position in the step, from 0.</summary>
    public required int ActionOrder { get; init; }

    /// <summary>How sure the planner was, 0 to 1; null when it did not say.</summary>
    public double? ConfidenceFloat { get; init; }

    /// <summary>What it does, for people.</summary>
    public string? Description { get; init; }

    /// <summary>Why, in the planner's words.</summary>
    public string? Reasoning { get; init; }

    /// <summary>What it is for.</summary>
    public string? Intention { get; init; }

    /// <summary>What came of it, in words.</summary>
    public string? Response { get; init; }

    /// <summary>The element it acts on.</summary>
    public string? ElementId { get; init; }

    /// <summary>Always null.</summary>
    public string? SkyvernElementHash { get; init; }

    /// <summary>Always null.</summary>
    public JsonElement? SkyvernElementData { get; init; }

    /// <summary>The picture taken after it.</summary>
    public string? ScreenshotArtifactId { get; init; }

    /// <summary>Always null.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>XPath of the element.</summary>
    [JsonPropertyName("xpath")]
    public string? XPath { get; init; }

    /// <summary>Errors of the caller's list that it met.</summary>
    public IReadOnlyList<RunErrorItem>? Errors { get; init; }

    /// <summary>Whether such an error ended the run.</summary>
    public bool TerminalUserErrors { get; init; }

    /// <summary>What data it was to extract.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>Data it returned.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Name of an uploaded file.</summary>
    public string? FileName { get; init; }

    /// <summary>Address of an uploaded file.</summary>
    public string? FileUrl { get; init; }

    /// <summary>Whether it was meant to download.</summary>
    public bool? Download { get; init; }

    /// <summary>Whether a download began.</summary>
    public bool? DownloadTriggered { get; init; }

    /// <summary>Names of the downloaded files.</summary>
    public IReadOnlyList<string>? DownloadedFiles { get; init; }

    /// <summary>Always null.</summary>
    public bool? IsUploadFileTag { get; init; }

    /// <summary>Typed text or address; masked where secret.</summary>
    public string? Text { get; init; }

    /// <summary>Always null.</summary>
    public JsonElement? InputOrSelectContext { get; init; }

    /// <summary>The chosen option.</summary>
    public SelectedOption? Option { get; init; }

    /// <summary>What a check box was set to.</summary>
    public bool? IsChecked { get; init; }

    /// <summary>Always false.</summary>
    public bool Verified { get; init; }

    /// <summary>Always null.</summary>
    public JsonElement? ClickContext { get; init; }

    /// <summary>Always null.</summary>
    public JsonElement? TotpTimingInfo { get; init; }

    /// <summary>Always null.</summary>
    public bool? HasMiniAgent { get; init; }

    /// <summary>Always false.</summary>
    public bool SkipAutoCompleteTab { get; init; }

    /// <summary>Start.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>End.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the plan named it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Always null.</summary>
    public string? CreatedBy { get; init; }
}

/// <summary>The option an action chose.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Value">What the form sends, where known.</param>
/// <param name="Index">Position in the list, where known.</param>
public sealed record SelectedOption(string? Label, string? Value, int? Index);
