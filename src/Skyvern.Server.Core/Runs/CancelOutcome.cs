namespace Skyvern.Server.Core.Runs;

/// <summary>What became of a cancel.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Status">The run's status after it.</param>
public sealed record CancelOutcome(CancelKind Kind, RunStatus Status);

/// <summary>The cases of <see cref="CancelOutcome"/>.</summary>
public enum CancelKind
{
    /// <summary>The run is canceled now.</summary>
    Canceled,

    /// <summary>It had already ended.</summary>
    AlreadyFinished,

    /// <summary>No such run in this organization.</summary>
    NotFound,
}
