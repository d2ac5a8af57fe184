using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>The step under way: its row and those of its actions.</summary>
internal sealed class StepRecord(RunStep row)
{
    /// <summary>The step's row.</summary>
    public RunStep Row { get; } = row;

    /// <summary>Why it failed, in a word of <see cref="FailureCategory"/>; null: it did not, or nothing more is known.</summary>
    public string? Category { get; set; }

    /// <summary>What the planner saw.</summary>
    public Observation? Seen { get; set; }

    /// <summary>The rows of each action of the plan.</summary>
    public IReadOnlyList<IReadOnlyList<RunAction>> Actions { get; set; } = [];

    /// <summary>All rows.</summary>
    public IReadOnlyList<RunAction> Rows => [.. Actions.SelectMany(rows => rows)];

    /// <summary>Counts tokens and what they cost on the step; an unknown cost makes the whole unknown.</summary>
    public void Add(TokenUsage usage, decimal? cost)
    {
        Row.Cost = Row.Cost + cost;
        Row.CacheWriteTokens = usage.CacheWrite is null ? Row.CacheWriteTokens : (Row.CacheWriteTokens ?? 0) + usage.CacheWrite;
        Row.InputTokens += usage.Input;
        Row.OutputTokens += usage.Output;
        Row.CachedTokens = usage.Cached is null ? Row.CachedTokens : (Row.CachedTokens ?? 0) + usage.Cached;
        Row.ReasoningTokens = usage.Reasoning is null ? Row.ReasoningTokens : (Row.ReasoningTokens ?? 0) + usage.Reasoning;
        Row.Model = usage.Model ?? Row.Model;
    }
}
