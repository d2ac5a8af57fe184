using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Checks a planner's claim that the run is over. What cannot be verified is never completed.</summary>
internal sealed class CompletionGate(OutputGate outputs, ArtifactRecorder artifacts, TimeProvider time, IOptions<EngineOptions> options)
{
    private const int MostGoalReturns = 2;
    private const int StepsAfterSubmit = 3;

    private static readonly TimeSpan StillPeriod = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan StillPatience = TimeSpan.FromSeconds(3);

    /// <summary>The end of the run, or why the planner has to go on.</summary>
    public async Task<GateVerdict> CheckAsync(RunState run, StepRecord step, DoneAction claim) =>
        claim.Status == DoneStatus.Completed ? await CheckSuccessAsync(run, step, claim) : CheckGivingUp(run, claim);

    private async Task<GateVerdict> CheckSuccessAsync(RunState run, StepRecord step, DoneAction claim)
    {
        await WaitUntilStillAsync(run);
        return await CheckDownloadsAsync(run, step)
            ?? CheckGoals(run)
            ?? outputs.Check(run, claim);
    }

    /// <summary>A page that still moves may be about to show that the claim is wrong.</summary>
    private async Task WaitUntilStillAsync(RunState run)
    {
        var end = time.GetUtcNow() + StillPeriod + StillPatience;
        var before = await run.Page.LookAsync(run.Work);
        while (time.GetUtcNow() < end)
        {
            await Task.Delay(StillPeriod, time, run.Work);
            var after = await run.Page.LookAsync(run.Work);
            if (after.FullFingerprint == before.FullFingerprint)
            {
                return;
            }

            before = after;
        }
    }

    private async Task<GateVerdict?> CheckDownloadsAsync(RunState run, StepRecord step)
    {
        var patience = TimeSpan.FromSeconds(options.Value.DownloadPatienceSeconds);
        foreach (var download in await run.Browser.Session.TakeDownloadsAsync(patience, run.Work))
        {
            await artifacts.DownloadAsync(run, download, step.Row.Id, run.Work);
        }

        if (run.Downloads is { Failures.Count: 0, Open: 0 })
        {
            return null;
        }

        var problem = run.Downloads.Failures.Count > 0
            ? string.Join(' ', run.Downloads.Failures)
            : $"A download that was started did not end within {options.Value.DownloadPatienceSeconds} seconds.";
        if (run.Gate.DownloadReturned || !run.HasStepsLeft)
        {
            return GateVerdict.End(RunResult.Failed(problem, FailureCategory.Navigation));
        }

        run.Gate.DownloadReturned = true;
        return GateVerdict.Return(problem + " Download it again, or give up with a reason.");
    }

    private static GateVerdict? CheckGoals(RunState run)
    {
        if (run.Run.Request.Engine == "skyvern-1.0" || run.Goals.Open is not { Count: > 0 } open)
        {
            return null;
        }

        var list = string.Join("; ", open);
        if (run.Gate.GoalsReturned >= MostGoalReturns || !run.HasStepsLeft)
        {
            return GateVerdict.End(RunResult.Failed(
                $"The run was claimed to be completed while parts of its plan were open: {list}", FailureCategory.LlmReasoning));
        }

        run.Gate.GoalsReturned++;
        return GateVerdict.Return($"These subgoals are not reported as reached: {list}. Reach them, or report those that are.");
    }

    private static GateVerdict CheckGivingUp(RunState run, DoneAction claim)
    {
        var problem = string.IsNullOrWhiteSpace(claim.Reason) ? "Give a reason, and quote what the page says."
            : run.LastSubmitStep is { } submit && run.StepNumber - submit <= StepsAfterSubmit
                ? "Something was submitted a moment ago: look at the page again before giving up."
            : null;
        if (problem is not null && !run.Gate.GivingUpReturned && run.HasStepsLeft)
        {
            run.Gate.GivingUpReturned = true;
            return GateVerdict.Return(problem);
        }

        var reasoned = string.IsNullOrWhiteSpace(claim.Reason)
            ? claim with { Status = DoneStatus.Failed, Reason = "The planner gave up without a reason." }
            : claim;
        return GateVerdict.End(FailureClassifier.GivenUp(reasoned, run.Run.Request.ErrorCodeMapping));
    }
}
