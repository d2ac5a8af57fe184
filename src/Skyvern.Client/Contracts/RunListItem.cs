namespace Skyvern.Client.Contracts;

/// <summary>A row of the list of runs.</summary>
public sealed record RunListItem
{
    /// <summary>The row's id.</summary>
    public required string TaskRunId { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary><c>task_v1</c> or <c>task_v2</c>.</summary>
    public required string TaskRunType { get; init; }

    /// <summary>Where it stands.</summary>
    [RunStatus]
    public required string Status { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>First execution.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a final status was reached.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The workflow it is a run of.</summary>
    public string? WorkflowPermanentId { get; init; }

    /// <summary>Whether that workflow was deleted.</summary>
    public bool WorkflowDeleted { get; init; }

    /// <summary>Whether a script carried it out.</summary>
    public bool ScriptRun { get; init; }

    /// <summary>manual, mcp, api, scheduled or webhook.</summary>
    public string? TriggerType { get; init; }
}
