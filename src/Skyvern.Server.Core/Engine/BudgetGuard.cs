using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Ends runs that have used up what they may use. Time is watched by the lease; its words are here.</summary>
internal sealed class BudgetGuard(IOptions<EngineOptions> options)
{
    /// <summary>The end of the run if a limit is reached before its next step, else null.</summary>
    public RunResult? Check(RunState run)
    {
        if (run.StepNumber > run.MaxSteps)
        {
            var reason = $"Max steps exceeded: all {run.MaxSteps} steps were used and the goal was not reached.{LikelyCause(run)} "
                + "Raise max_steps, or ask for less in one run.";
            return RunResult.Failed(reason, FailureCategory.MaxSteps, new RunError(RunError.ReachMaxSteps, reason));
        }

        return run.Tokens <= options.Value.MaxTokens ? null : RunResult.Failed(
            $"The run has used {run.Tokens} tokens; the limit of a run is {options.Value.MaxTokens} (setting Engine:MaxTokens)."
                + LikelyCause(run),
            FailureCategory.Llm);
    }

    /// <summary>The end of a run whose time is up.</summary>
    public RunResult TimedOut(RunState? run)
    {
        var reason = $"The run took longer than the {options.Value.MaxSeconds} seconds allowed (setting Engine:MaxSeconds)."
            + LikelyCause(run);
        return new RunResult(RunStatus.TimedOut, reason)
        {
            Categories = [new FailureCategory(FailureCategory.Unknown, 0.5, "The time limit of the run was reached.")],
        };
    }

    private static string LikelyCause(RunState? run) => run is { LastDeed.Length: > 0 } ? $" The last action was: {run.LastDeed}." : "";
}
