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

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="TotalCount">Matches before paging.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int TotalCount);
