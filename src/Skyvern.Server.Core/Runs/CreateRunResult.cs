namespace Skyvern.Server.Core.Runs;

/// <summary>What became of a create.</summary>
public enum CreateRunOutcome
{
    /// <summary>A new run was stored.</summary>
    Created,

    /// <summary>The idempotency key stands for an earlier run with the same body.</summary>
    Repeated,

    /// <summary>The idempotency key was used with another body.</summary>
    KeyReused,
}

/// <summary>A create's outcome with the run, null for <see cref="CreateRunOutcome.KeyReused"/>.</summary>
public sealed record CreateRunResult(CreateRunOutcome Outcome, TaskRun? Run);

/// <summary>An Idempotency-Key of a caller.</summary>
/// <param name="Value">1 to 255 visible ASCII characters.</param>
/// <param name="BodyHash">Hash of the parsed body in normal form.</param>
public sealed record IdempotencyKey(string Value, string BodyHash);
