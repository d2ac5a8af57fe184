using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>The last part of the gate: has a claim checked by a model where code alone could not confirm it, and decides without one where there is none.</summary>
internal sealed class ClaimCheck(IClaimVerifier verifier, StepRecorder recorder, IOptions<EngineOptions> options)
{
    private const int MostReturns = 2;

    /// <summary>Completed, sent back, or an end that says what could not be confirmed.</summary>
    public async Task<GateVerdict> JudgeAsync(RunState run, StepRecord step, ClaimInQuestion claim)
    {
        var verdict = IsWanted(claim) ? await AskAsync(run, step, claim) : null;
        return verdict switch
        {
            { Answer: ClaimAnswer.Yes } => GateVerdict.End(claim.Result),
            { Answer: ClaimAnswer.Impossible, Reason: var reason } => GateVerdict.End(claim.Result with
            {
                Status = RunStatus.Terminated,
                FailureReason = Words(reason, "A check of the page found that the site makes the goal impossible."),
                Categories = [FailureFacts.Category(run, reason)],
            }),
            { Reason: var reason } => Refuse(run, claim, Words(reason, "A check of the page found that the goal is not reached.")),
            null when claim.Unproven is { } doubt => GateVerdict.End(Unconfirmed(run, claim.Result, doubt)),
            null => GateVerdict.End(claim.Result),
        };
    }

    private bool IsWanted(ClaimInQuestion claim) => options.Value.Verify switch
    {
        VerifyMode.Always => true,
        VerifyMode.Never => false,
        _ => claim.Doubts.Count > 0,
    };

    private async Task<ClaimVerdict?> AskAsync(RunState run, StepRecord step, ClaimInQuestion claim)
    {
        var verdict = await verifier.VerifyAsync(
            new ClaimQuestion(
                run.Run, run.Secrets.Apply(run.Run.Request.Prompt), claim.Reason, claim.Result.OutputJson, claim.Doubts, run.History, claim.Page),
            run.Work);
        if (verdict is not null)
        {
            recorder.Count(run, step, verdict.Usage);
            await recorder.ExchangeAsync(run, step, verdict.Exchange);
        }

        return verdict;
    }

    private static GateVerdict Refuse(RunState run, ClaimInQuestion claim, string reason)
    {
        if (run.Gate.ModelReturned < MostReturns && run.HasStepsLeft)
        {
            run.Gate.ModelReturned++;
            return GateVerdict.Return(reason);
        }

        return GateVerdict.End(Unconfirmed(run, claim.Result, reason));
    }

    private static RunResult Unconfirmed(RunState run, RunResult claimed, string doubt) => claimed with
    {
        Status = RunStatus.Failed,
        FailureReason = $"The goal was claimed to be reached, but that could not be confirmed. {doubt} Check on the site whether it took effect before running the task again.",
        Categories = [FailureFacts.Category(run, doubt)],
    };

    private static string Words(string reason, string otherwise) => string.IsNullOrWhiteSpace(reason) ? otherwise : reason;
}

/// <summary>A claim of success that fits in form, with what is doubtful about it.</summary>
/// <param name="Result">The end of the run if the claim holds.</param>
/// <param name="Reason">What the planner says.</param>
/// <param name="Page">The page now.</param>
internal sealed record ClaimInQuestion(RunResult Result, string Reason, Observation Page)
{
    /// <summary>What is doubtful, in sentences.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>The doubt that keeps the run from being completed unless a model says that it is; null: none.</summary>
    public string? Unproven { get; init; }
}
