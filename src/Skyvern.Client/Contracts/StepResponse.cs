namespace Skyvern.Client.Contracts;

/// <summary>One observe-plan-act round of a run.</summary>
public sealed record StepResponse
{
    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The run.</summary>
    public required string TaskId { get; init; }

    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>created, running, completed, failed or canceled.</summary>
    public required string Status { get; init; }

    /// <summary>Position in the run, from 0.</summary>
    public required int Order { get; init; }

    /// <summary>Above 0 for a repeat of a failed step.</summary>
    public required int RetryIndex { get; init; }

    /// <summary>Tokens sent to the model.</summary>
    public int InputTokenCount { get; init; }

    /// <summary>Tokens the model answered with.</summary>
    public int OutputTokenCount { get; init; }

    /// <summary>Of the answer's tokens, those of reasoning.</summary>
    public int? ReasoningTokenCount { get; init; }

    /// <summary>Of the tokens sent, those from the provider's cache.</summary>
    public int? CachedTokenCount { get; init; }

    /// <summary>What it cost in USD: 0 without a model, null when the model's price is not known.</summary>
    public decimal? StepCost { get; init; }

    /// <summary>The model that planned it; null without a model.</summary>
    public string? LastLlmModel { get; init; }

    /// <summary>Whether it is the run's last step.</summary>
    public bool IsLast { get; init; }

    /// <summary>Always false.</summary>
    public bool IsSpeculative { get; init; }

    /// <summary>Always null.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>What was done and what came of it; null before anything was.</summary>
    public StepOutput? Output { get; init; }

    /// <summary>Start.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
