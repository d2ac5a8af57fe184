namespace Skyvern.Server.Core.Engine;

/// <summary>A planner was answered, but with nothing that can be acted on, re-asking included: this step failed and may be repeated.</summary>
/// <param name="message">What was wrong with the reply.</param>
public sealed class UnusableReplyException(string message) : Exception(message)
{
    /// <summary>Tokens spent on the replies.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>What was said last, for the record.</summary>
    public PlannerExchange? Exchange { get; init; }
}
