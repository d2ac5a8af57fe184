using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>All that a planner may know when it plans a step.</summary>
public sealed record PlanningContext
{
    /// <summary>The run.</summary>
    public required TaskRun Run { get; init; }

    /// <summary>The page now.</summary>
    public required Observation Observation { get; init; }

    /// <summary>Earlier replies and what came of them; only ever appended to (prompt caches rely on it).</summary>
    public required IReadOnlyList<PlanTurn> History { get; init; }

    /// <summary>From 1.</summary>
    public required int StepNumber { get; init; }

    /// <summary>Most steps of this run.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>Today, as the run's prompt means it.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The loop guard's advice, or null.</summary>
    public string? Nudge { get; init; }

    /// <summary>Data extracted so far as JSON text, or null.</summary>
    public string? ExtractedJson { get; init; }
}

/// <summary>One earlier step as the planner is reminded of it.</summary>
/// <param name="Reply">The planner's reply, minified JSON.</param>
/// <param name="Result">Codes, changed lines and returned text, as lines.</param>
public sealed record PlanTurn(string Reply, string Result)
{
    /// <summary>Results of the single actions, in order (gate refusals come as one result).</summary>
    public IReadOnlyList<Actions.ActionResult> Results { get; init; } = [];
}
