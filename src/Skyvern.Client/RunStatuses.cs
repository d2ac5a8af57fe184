namespace Skyvern.Client;

/// <summary>The words of a run's status.</summary>
public static class RunStatuses
{
    /// <summary>The five words after which a status never changes.</summary>
    public static readonly IReadOnlyList<string> Final = ["completed", "failed", "terminated", "timed_out", "canceled"];
}
