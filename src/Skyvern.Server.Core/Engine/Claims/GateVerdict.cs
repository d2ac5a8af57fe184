using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>What the completion gate decided: either the run's end, or what the planner has to hear.</summary>
/// <param name="Ending">The end of the run; null: it goes on.</param>
/// <param name="Refusal">Why the claim was sent back.</param>
internal sealed record GateVerdict(RunResult? Ending, string? Refusal)
{
    /// <summary>The run is over.</summary>
    public static GateVerdict End(RunResult result) => new(result, null);

    /// <summary>Back to the planner.</summary>
    public static GateVerdict Return(string refusal) => new(null, refusal);
}
