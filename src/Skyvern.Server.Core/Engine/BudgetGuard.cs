using System.Globalization;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Ends runs that have used up what they may use, and says beforehand when it gets scarce. Time is watched by the lease; its words are here.</summary>
internal sealed class BudgetGuard(IOptions<EngineOptions> options, TimeProvider time)
{
    private const double Scarce = 0.75;

    private EngineOptions Limits => options.Value;

    /// <summary>The end of the run if a limit is reached before its next step, else null.</summary>
    public RunResult? Check(RunState run) =>
        run.StepNumber > run.MaxSteps ? StepsUsedUp(run)
        : run.Tokens > Limits.MaxTokens ? RunResult.Failed(
            $"The run has used {run.Tokens} tokens; the limit of a run is {Limits.MaxTokens} (setting Engine:MaxTokens)." + LikelyCause(run),
            FailureCategory.Llm)
        : run.Cost > Limits.MaxCostUsd ? RunResult.Failed(
            $"The run has cost {Money(run.Cost.Value)}; the limit of a run is {Money(Limits.MaxCostUsd.Value)} (setting Engine:MaxCostUsd)." + LikelyCause(run),
            FailureCategory.Llm)
        : null;

    /// <summary>Every step was used.</summary>
    public static RunResult StepsUsedUp(RunState run)
    {
        var reason = $"Max steps exceeded: all {run.MaxSteps} steps were used and the goal was not reached.{LikelyCause(run)} "
            + "Raise max_steps, or ask for less in one run.";
        return RunResult.Failed(reason, FailureCategory.MaxSteps, new RunError(RunError.ReachMaxSteps, reason));
    }

    /// <summary>
    /// Whether only an end is allowed in this step: what is done in the last one could not be looked at any more. A run of a single step
    /// may act all the same, since it could do nothing otherwise.
    /// </summary>
    public static bool MustEnd(RunState run) => run.StepNumber == run.MaxSteps && run.MaxSteps > 1;

    /// <summary>What is left, once three quarters of a budget are used; else null.</summary>
    public string? Note(RunState run)
    {
        if (MustEnd(run))
        {
            return $"This is the last of {run.MaxSteps} steps: only done is allowed, with what there is.";
        }

        var elapsed = (time.GetUtcNow() - (run.Run.StartedAt ?? time.GetUtcNow())).TotalSeconds;
        List<string> scarce = [];
        AddIfScarce(run.StepNumber, run.MaxSteps, $"step {run.StepNumber} of {run.MaxSteps}");
        AddIfScarce(run.Tokens, Limits.MaxTokens, $"{run.Tokens} of {Limits.MaxTokens} tokens used");
        AddIfScarce(elapsed, Limits.MaxSeconds, $"{elapsed:0} of {Limits.MaxSeconds} seconds used");
        if (Limits.MaxCostUsd is { } most && run.Cost is { } cost)
        {
            AddIfScarce((double)cost, (double)most, $"{Money(cost)} of {Money(most)} spent");
        }

        return scarce.Count == 0 ? null : $"The budget gets scarce: {string.Join(", ", scarce)}. Take the shortest way to the end.";

        void AddIfScarce(double used, double limit, string words)
        {
            if (used >= limit * Scarce)
            {
                scarce.Add(words);
            }
        }
    }

    /// <summary>What to say, once, when the cost limit cannot be kept because a model has no price; else null.</summary>
    public string? Unpriced(RunState run)
    {
        if (Limits.MaxCostUsd is null || run.Cost is not null || run.ToldUnpriced)
        {
            return null;
        }

        run.ToldUnpriced = true;
        return "The model's price is not known (setting Engine:Prices), so that the limit Engine:MaxCostUsd cannot be kept.";
    }

    /// <summary>The end of a run whose time is up.</summary>
    public RunResult TimedOut(RunState? run)
    {
        var reason = $"The run took longer than the {Limits.MaxSeconds} seconds allowed (setting Engine:MaxSeconds)."
            + (run?.Control.Total is { TotalSeconds: >= 1 } theirs ? $" People had control of its browser for {theirs.TotalSeconds:0} of them." : "") + LikelyCause(run);
        return new RunResult(RunStatus.TimedOut, reason)
        {
            Categories = [run is null ? new FailureCategory(FailureCategory.Unknown, 0.5, "The time limit of the run was reached.") : FailureFacts.Category(run, reason)],
        };
    }

    private static string Money(decimal usd) => usd.ToString("0.####", CultureInfo.InvariantCulture) + " USD";

    private static string LikelyCause(RunState? run) => run is { LastDeed.Length: > 0 } ? $" The last action was: {run.LastDeed}." : "";
}
