using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>An action cannot be done, and without it the run cannot go on: ends the run with this result.</summary>
internal sealed class RunEndException(RunResult result) : Exception(result.FailureReason)
{
    /// <summary>The end of the run.</summary>
    public RunResult Result { get; } = result;
}
