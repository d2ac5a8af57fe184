using System.Diagnostics;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>The spans of runs and steps, and what they tell.</summary>
internal static class RunSpans
{
    /// <summary>An attempt of a run begins; null when nobody listens.</summary>
    public static Activity? Start(RunClaim claim)
    {
        var run = claim.Run;
        return Spans.Start("run")?
            .SetTag(Tags.RunId, run.Id)
            .SetTag(Tags.OrganizationId, run.OrganizationId)
            .SetTag(Tags.RunType, run.RunType)
            .SetTag(Tags.Engine, run.Request.Engine)
            .SetTag(Tags.RunAttempt, claim.Attempt);
    }

    /// <summary>What the attempt took.</summary>
    public static void Spent(this Activity? span, RunState run) => span?
        .SetTag(Tags.RunSteps, run.StepsTaken)
        .SetTag(Tags.RunTokens, run.Tokens)
        .SetTag(Tags.RunCost, run.Cost is { } cost ? (double)cost : null);

    /// <summary>The attempt has ended, and the run with it.</summary>
    public static void End(this Activity? span, RunResult result)
    {
        span?.SetTag(Tags.RunStatus, result.Status.ToWire());
        if (result.Status is not (RunStatus.Completed or RunStatus.Canceled))
        {
            span.Fail(result.Categories.Count > 0 ? result.Categories[0].Category : FailureCategory.Unknown);
        }
    }

    /// <summary>A step has ended.</summary>
    public static void End(this Activity? span, StepRecord step)
    {
        span?.SetTag(Tags.StepId, step.Row.Id).SetTag(Tags.StepOrder, step.Row.Order).SetTag(Tags.StepRetry, step.Row.RetryIndex);
        if (step.Row.Status == StepStatus.Failed)
        {
            span.Fail(step.Category);
        }
    }
}
