namespace Skyvern.Server.Core.Runs;

/// <summary>One observe-plan-act round of a run.</summary>
public sealed class RunStep
{
    /// <summary>The step's id, <c>stp_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The run it belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>The tenant it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The attempt of the run that took this step.</summary>
    public required int Attempt { get; init; }

    /// <summary>Position in the run, from 0; goes on counting over attempts.</summary>
    public required int Order { get; init; }

    /// <summary>Above 0 for a repeat of a failed step.</summary>
    public required int RetryIndex { get; init; }

    /// <summary>Where it stands.</summary>
    public StepStatus Status { get; set; }

    /// <summary>What the planner noted: what the last step showed and what comes next.</summary>
    public string? Note { get; set; }

    /// <summary>Tokens of the prompt, cached ones included.</summary>
    public int InputTokens { get; set; }

    /// <summary>Of the prompt's tokens, those read from the provider's cache; null: not told.</summary>
    public int? CachedTokens { get; set; }

    /// <summary>Of the prompt's tokens, those written into the provider's cache; null: not told.</summary>
    public int? CacheWriteTokens { get; set; }

    /// <summary>Tokens of the reply, reasoning included.</summary>
    public int OutputTokens { get; set; }

    /// <summary>Of the reply's tokens, those of reasoning; null: not told.</summary>
    public int? ReasoningTokens { get; set; }

    /// <summary>What the step cost in USD; null: the model's price is not known.</summary>
    public decimal? Cost { get; set; } = 0;

    /// <summary>The model that planned it; null in rule mode.</summary>
    public string? Model { get; set; }

    /// <summary>Address of the page the step saw.</summary>
    public string? Url { get; set; }

    /// <summary>Why the step failed, one word or sentence; null when it did not.</summary>
    public string? Exception { get; set; }

    /// <summary>Whether it is the run's last step.</summary>
    public bool IsLast { get; set; }

    /// <summary>Start of the step.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset ModifiedAt { get; set; }
}
