using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>A part of a run's timeline.</summary>
public sealed record TimelineItem
{
    /// <summary>Always <c>block</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The block.</summary>
    public TimelineBlock? Block { get; init; }

    /// <summary>Always null: thoughts are the reasoning of the actions.</summary>
    public JsonElement? Thought { get; init; }

    /// <summary>Parts within this one.</summary>
    public IReadOnlyList<TimelineItem> Children { get; init; } = [];

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>A task of a run with its actions.</summary>
public sealed record TimelineBlock
{
    /// <summary>The block.</summary>
    public required string WorkflowRunBlockId { get; init; }

    /// <summary>The run.</summary>
    public required string WorkflowRunId { get; init; }

    /// <summary>The organization.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Always <c>task</c>.</summary>
    public required string BlockType { get; init; }

    /// <summary>A label for people.</summary>
    public string? Label { get; init; }

    /// <summary>Where it stands.</summary>
    public string? Status { get; init; }

    /// <summary>The extracted data.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Why it ended without success.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Codes of its errors.</summary>
    public IReadOnlyList<string> ErrorCodes { get; init; } = [];

    /// <summary>The engine.</summary>
    public string? Engine { get; init; }

    /// <summary>The run.</summary>
    public string? TaskId { get; init; }

    /// <summary>Where it started.</summary>
    public string? Url { get; init; }

    /// <summary>Where its last step was.</summary>
    public string? FinalUrl { get; init; }

    /// <summary>The prompt.</summary>
    public string? NavigationGoal { get; init; }

    /// <summary>What to extract, in words.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>The shape of the data to extract.</summary>
    public JsonElement? DataSchema { get; init; }

    /// <summary>Its actions, newest first.</summary>
    public IReadOnlyList<ActionResponse> Actions { get; init; } = [];

    /// <summary>Seconds from its start to its end; null while it runs.</summary>
    public double? Duration { get; init; }

    /// <summary>Whether a failure of it lets a workflow go on.</summary>
    public bool ContinueOnFailure { get; init; }

    /// <summary>Files it fetched.</summary>
    public int DownloadedFileCount { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
