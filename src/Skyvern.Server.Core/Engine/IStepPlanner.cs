using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Decides the next step of one run; may keep what it knows of that run.</summary>
public interface IStepPlanner
{
    /// <summary>The next actions for what the page shows now.</summary>
    /// <exception cref="PlannerException">No plan can be had; the run ends with its reason.</exception>
    Task<StepPlan> NextAsync(PlanningContext context, CancellationToken cancellationToken);
}

/// <summary>Makes a planner for each run.</summary>
public interface IStepPlannerFactory
{
    /// <summary>A planner for this run, at its start.</summary>
    IStepPlanner Create(TaskRun run);
}

/// <summary>A planner has no plan, and will not have one: ends the run as failed.</summary>
/// <param name="message">The run's failure_reason.</param>
/// <param name="category">A word of <see cref="FailureCategory"/>.</param>
/// <param name="errorCode">Code for the run's errors, or null.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class PlannerException(string message, string category, string? errorCode = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A word of <see cref="FailureCategory"/>.</summary>
    public string Category { get; } = category;

    /// <summary>Code for the run's errors, or null.</summary>
    public string? ErrorCode { get; } = errorCode;

    /// <summary>Tokens spent before it gave up.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>What was said last, for the record.</summary>
    public PlannerExchange? Exchange { get; init; }
}
