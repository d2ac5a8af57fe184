using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>What a step did and what came of it.</summary>
public sealed record StepOutput
{
    /// <summary>Always null: results stand beside their actions.</summary>
    public IReadOnlyList<StepActionResult>? ActionResults { get; init; }

    /// <summary>Pairs of an action and its results.</summary>
    public IReadOnlyList<ActionWithResults>? ActionsAndResults { get; init; }

    /// <summary>Errors of the step.</summary>
    public IReadOnlyList<RunErrorItem> Errors { get; init; } = [];

    /// <summary>Whether an error of the caller's list ended the run here.</summary>
    public bool TerminalUserErrors { get; init; }

    /// <summary>The page the step saw.</summary>
    public BrowserMetadata? BrowserMetadata { get; init; }

    /// <summary>Why the step failed, one word or sentence.</summary>
    public string? StepException { get; init; }
}

/// <summary>The page a step saw.</summary>
/// <param name="WebsiteUrl">Its address.</param>
public sealed record BrowserMetadata(string WebsiteUrl);

/// <summary>An action as a step lists it.</summary>
public sealed record StepAction
{
    /// <summary>What it does, e.g. <c>click</c>.</summary>
    public required string ActionType { get; init; }

    /// <summary>pending, skipped, failed or completed.</summary>
    public required string Status { get; init; }

    /// <summary>The action.</summary>
    public required string ActionId { get; init; }

    /// <summary>The run.</summary>
    public required string TaskId { get; init; }

    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>Order of the step.</summary>
    public required int StepOrder { get; init; }

    /// <summary>Position in the step, from 0.</summary>
    public required int ActionOrder { get; init; }

    /// <summary>Why, in the planner's words.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The element it acts on.</summary>
    public string? ElementId { get; init; }

    /// <summary>Typed text or address; masked where secret.</summary>
    public string? Text { get; init; }
}

/// <summary>What came of an action.</summary>
public sealed record StepActionResult
{
    /// <summary>Whether it took effect.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether a failure leaves the rest of the step out.</summary>
    public bool StopExecutionOnFailure { get; init; } = true;

    /// <summary>The kind of failure, e.g. <c>not_found</c>.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The failure in words.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary>Data the action returned.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The step's retry_index.</summary>
    public int? StepRetryNumber { get; init; }

    /// <summary>Order of the step.</summary>
    public int? StepOrder { get; init; }

    /// <summary>Whether a download began.</summary>
    public bool? DownloadTriggered { get; init; }

    /// <summary>Names of the downloaded files.</summary>
    public IReadOnlyList<string>? DownloadedFiles { get; init; }
}
