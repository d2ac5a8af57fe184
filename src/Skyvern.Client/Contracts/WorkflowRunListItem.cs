namespace Skyvern.Client.Contracts;

/// <summary>A row of the list of workflow runs.</summary>
public sealed record WorkflowRunListItem
{
    /// <summary>The run, <c>wr_…</c>.</summary>
    public required string WorkflowRunId { get; init; }

    /// <summary>The same as workflow_run_id.</summary>
    public required string AgentRunId { get; init; }

    /// <summary>The version of the workflow that ran.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The workflow.</summary>
    public required string WorkflowPermanentId { get; init; }

    /// <summary>The same as workflow_permanent_id.</summary>
    public required string AgentId { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Where it stands.</summary>
    [RunStatus]
    public required string Status { get; init; }

    /// <summary>The run's label, or else the workflow's.</summary>
    public string? WorkflowTitle { get; init; }

    /// <summary>Why it ended without success.</summary>
    public string? FailureReason { get; init; }

    /// <summary>The browser session it uses.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>manual, mcp, api, scheduled or webhook.</summary>
    public string? TriggerType { get; init; }

    /// <summary>Entry into the queue.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>First execution.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a final status was reached.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
