namespace Skyvern.Server.Core.Runs;

/// <summary>How a run ended. failed, terminated and timed_out always have a reason.</summary>
/// <param name="Status">A final status.</param>
/// <param name="FailureReason">Plain words; null for completed and canceled.</param>
public sealed record RunResult(RunStatus Status, string? FailureReason = null)
{
    /// <summary>The extracted data as JSON text, or null.</summary>
    public string? OutputJson { get; init; }

    /// <summary>Details, the most important first.</summary>
    public IReadOnlyList<RunError> Errors { get; init; } = [];

    /// <summary>Where the output has values that nothing seen in the run shows, e.g. <c>items[2].price</c>; empty when all are confirmed.</summary>
    public IReadOnlyList<string> UnverifiedFields { get; init; } = [];

    /// <summary>Categories of the failure.</summary>
    public IReadOnlyList<FailureCategory> Categories { get; init; } = [];

    /// <summary>A failure of one category.</summary>
    public static RunResult Failed(string reason, string category, params IReadOnlyList<RunError> errors) =>
        new(RunStatus.Failed, reason) { Errors = errors, Categories = [new FailureCategory(category, 1, reason)] };
}
