using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Core.Engine;

/// <summary>A planner's answer: 1 to 8 actions and what it thinks of them.</summary>
/// <param name="Actions">In order; <see cref="DoneAction"/> only alone.</param>
public sealed record StepPlan(IReadOnlyList<BrowserAction> Actions)
{
    /// <summary>What the last step showed and what comes next, at most 25 words.</summary>
    public string Note { get; init; } = "";

    /// <summary>Facts to keep.</summary>
    public string Memory { get; init; } = "";

    /// <summary>Subgoals; first reply only, else null.</summary>
    public IReadOnlyList<string>? Subgoals { get; init; }

    /// <summary>Subgoals whose state changed.</summary>
    public IReadOnlyList<GoalUpdate> Goals { get; init; } = [];

    /// <summary>The reply as kept in the history: minified JSON.</summary>
    public string Reply { get; init; } = "";

    /// <summary>Tokens spent on this plan, re-asks included.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>Prompt and raw reply for the record; null when no model was asked.</summary>
    public PlannerExchange? Exchange { get; init; }
}

/// <summary>The state of a subgoal.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Ok">Whether it is reached.</param>
public sealed record GoalUpdate(int Index, bool Ok);

/// <summary>What was sent to a model and what came back, with secrets already masked.</summary>
public sealed record PlannerExchange(string Prompt, string Reply);

/// <summary>Tokens as the provider reported them. Cached and reasoning ones are parts of input and output, not additions.</summary>
/// <param name="Model">The model; null in rule mode.</param>
/// <param name="Input">Prompt tokens, cached ones included.</param>
/// <param name="Cached">Of these from the provider's cache; null: not told.</param>
/// <param name="Output">Reply tokens, reasoning included.</param>
/// <param name="Reasoning">Of these for reasoning; null: not told.</param>
/// <param name="Calls">Calls made.</param>
public sealed record TokenUsage(string? Model, int Input, int? Cached, int Output, int? Reasoning, int Calls)
{
    /// <summary>Of the prompt's tokens, those written into the provider's cache; null: not told.</summary>
    public int? CacheWrite { get; init; }

    /// <summary>No model was asked.</summary>
    public static readonly TokenUsage None = new(null, 0, null, 0, null, 0);

    /// <summary>Sum of two.</summary>
    public static TokenUsage operator +(TokenUsage a, TokenUsage b) => new(
        b.Model ?? a.Model, a.Input + b.Input, Add(a.Cached, b.Cached), a.Output + b.Output, Add(a.Reasoning, b.Reasoning), a.Calls + b.Calls)
    {
        CacheWrite = Add(a.CacheWrite, b.CacheWrite),
    };

    private static int? Add(int? a, int? b) => a is null && b is null ? null : (a ?? 0) + (b ?? 0);
}
