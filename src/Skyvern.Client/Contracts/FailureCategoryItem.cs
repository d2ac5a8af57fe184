namespace Skyvern.Client.Contracts;

/// <summary>A kind of failure that a run's end belongs to.</summary>
public sealed record FailureCategoryItem
{
    /// <summary>The kind, e.g. <c>NAVIGATION_FAILURE</c>.</summary>
    public required string Category { get; init; }

    /// <summary>0 to 1.</summary>
    public double ConfidenceFloat { get; init; }

    /// <summary>Why this kind.</summary>
    public required string Reasoning { get; init; }
}
