namespace Skyvern.Server.Core.Runs;

/// <summary>Which runs a list shows.</summary>
public sealed record RunFilter
{
    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows a page.</summary>
    public int PageSize { get; init; } = 10;

    /// <summary>Which kinds of runs.</summary>
    public RunScope Scope { get; init; } = RunScope.OnTheirOwn;

    /// <summary>Only runs of this workflow; null: all.</summary>
    public string? WorkflowPermanentId { get; init; }

    /// <summary>Only blocks of this workflow run; null: all.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Only runs in this browser session; null: all.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>Any of these; empty: all.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];

    /// <summary>Any of these run types; empty: all.</summary>
    public IReadOnlyList<string> RunTypes { get; init; } = [];

    /// <summary>Part of title, url, run id or prompt, case folded; null: all.</summary>
    public string? Search { get; init; }

    /// <summary>Sort by modified_at instead of created_at.</summary>
    public bool ByModified { get; init; }

    /// <summary>Oldest first.</summary>
    public bool Ascending { get; init; }
}

/// <summary>Kinds of runs that a list can show.</summary>
public enum RunScope
{
    /// <summary>What somebody asked for: tasks and workflow runs, without the blocks of these.</summary>
    OnTheirOwn,

    /// <summary>Tasks that are no block of a workflow run.</summary>
    StandaloneTasks,

    /// <summary>Tasks, blocks of workflow runs among them.</summary>
    Tasks,

    /// <summary>Workflow runs.</summary>
    WorkflowRuns,
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="TotalCount">Matches before paging.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int TotalCount);
