using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Tasks;

/// <summary>A page of the list of runs.</summary>
/// <param name="Filter">What it shows.</param>
/// <param name="Rows">The runs, newest first.</param>
/// <param name="Counts">How many runs of each status the search finds.</param>
/// <param name="Matches">How many runs the whole filter finds.</param>
public sealed record TaskList(TaskListFilter Filter, IReadOnlyList<TaskRow> Rows, IReadOnlyDictionary<RunStatus, int> Counts, int Matches)
{
    /// <summary>Whether there is no run at all: nothing is left out, and nothing is there.</summary>
    public bool IsEmpty => Counts.Count == 0 && !Filter.IsNarrow;
}

/// <summary>A run in the list.</summary>
public sealed record TaskRow
{
    /// <summary>The run's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it works off a workflow.</summary>
    public required bool IsWorkflow { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Where it started; null: not said.</summary>
    public required string? Host { get; init; }

    /// <summary>Steps taken.</summary>
    public required int Steps { get; init; }

    /// <summary>How many it may take; null: it is not under way, or nobody says.</summary>
    public required int? MostSteps { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>First execution.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>End.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }
}
