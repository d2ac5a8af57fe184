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

    /// <summary>The page as a JPEG, when it was asked for or its text says too little; else null.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>Names of the files that may be uploaded.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Names of the stored credentials that the run may use.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];

    /// <summary>The goal as a planner may see it: secrets are replaced by their placeholders. Null: as the request has it.</summary>
    public string? Goal { get; init; }

    /// <summary>Whether the engine keeps a list of subgoals (skyvern-2.0).</summary>
    public bool KeepsSubgoals { get; init; } = true;

    /// <summary>What is left of the run's budgets, once it is worth saying; else null.</summary>
    public string? BudgetNote { get; init; }

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

    /// <summary>What changed on the page, one line each: what it showed, apart from what was done.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
