using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine.Claims;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Does the actions of a plan one by one, and stops as soon as the page is no longer the one that the plan was made for.</summary>
internal sealed class BatchRunner(
    IEnumerable<IActionPreparer> preparers, IRunJournal journal, DataCollector data, StepRecorder recorder, TimeProvider time)
{
    /// <summary>What is said of actions that were planned before a person had control.</summary>
    public const string Interrupted = "a person had control of the browser meanwhile: look at the page as it is now";

    /// <summary>The results, in order; actions after the one that ended the batch are skipped.</summary>
    public async Task<IReadOnlyList<ActionResult>> RunAsync(RunState run, StepRecord step, StepPlan plan, Observation page)
    {
        var results = new List<ActionResult>();
        var deeds = new List<PerformedAction>();
        string? stop = null;
        for (var i = 0; i < plan.Actions.Count; i++)
        {
            var performed = stop is null
                ? await TraceAsync(run, step, plan.Actions[i], page)
                : new PerformedAction(plan.Actions[i], new ActionResult(ActionCode.Skipped, stop), page, time.GetUtcNow());
            stop ??= performed.Result.Message == Interrupted ? Interrupted : null;
            results.Add(performed.Result);
            if (performed.Result.Code != ActionCode.Skipped && performed.Action.IsActing())
            {
                deeds.Add(performed);
                run.Acted |= performed.Result.Succeeded;
            }

            await recorder.ActedAsync(run, step, i, performed);

            if (stop is null && i + 1 < plan.Actions.Count)
            {
                (stop, page) = await CheckAsync(run, plan, i, performed.Result, page);
            }
        }

        run.LastDeeds = deeds.Count > 0 ? deeds : run.LastDeeds;
        return results;
    }

    private async Task<PerformedAction> TraceAsync(RunState run, StepRecord step, BrowserAction action, Observation page)
    {
        using var span = Spans.StartAct(action);
        var performed = await PerformAsync(run, step, action, page);
        span?.SetTag(Tags.ActionResult, performed.Result.Word);
        return performed;
    }

    private async Task<PerformedAction> PerformAsync(RunState run, StepRecord step, BrowserAction action, Observation page)
    {
        run.Work.ThrowIfCancellationRequested();
        var started = time.GetUtcNow();
        var planned = action;
        foreach (var preparer in preparers)
        {
            var prepared = await preparer.PrepareAsync(run, action, page);
            if (prepared.Refusal is { } refusal)
            {
                return new PerformedAction(planned, refusal, page, started);
            }

            action = prepared.Action;
        }

        // Only now: what came before may have waited for minutes, for a code say.
        if (await run.Control.WaitAsync(run.Work))
        {
            return new PerformedAction(planned, new ActionResult(ActionCode.Skipped, Interrupted), page, started);
        }

        if (action is ExtractAction extract)
        {
            var (found, json) = await data.CollectAsync(run, step, extract);
            return new PerformedAction(planned, found, page, started) { OutputJson = json };
        }

        if (action is LookAction)
        {
            run.LookRequested = true;
            return new PerformedAction(planned, new ActionResult(ActionCode.Ok, "the next observation has a picture"), page, started);
        }

        if (WriteRisk.Of(action, page))
        {
            // Written before it is done: whoever takes the run over must know that it may have happened.
            await run.Lease.KeepAsync(journal.MarkIrreversibleAsync(run.Lease.Claim, run.Work));
            run.DidIrreversibleAction = true;
        }

        run.LastSubmitStep = WriteRisk.Submits(action, page) ? run.StepNumber : run.LastSubmitStep;
        var result = await run.Browser.Session.PerformAsync(action, run.Work);
        if (WriteRisk.TurnedOut(action, result))
        {
            await run.Lease.KeepAsync(journal.MarkIrreversibleAsync(run.Lease.Claim, run.Work));
            (run.DidIrreversibleAction, run.LastSubmitStep) = (true, run.StepNumber);
        }

        run.Downloads.Start(result.Downloads.Count);
        run.Seen.Add(result.Text);
        if (planned is OtpAction && result.Succeeded)
        {
            run.Otp.Entered();
        }

        if (result.Succeeded && Sending.Of(action, page, run.Run.Request.Prompt) is { } sending && (sending.IsCertain || run.Submission is not { IsCertain: true }))
        {
            run.Submission = new Submission(run.StepNumber, page, sending.Control, result) { IsCertain = sending.IsCertain, Given = sending.Given };
        }

        // Which fields a log-in has is the engine's own knowledge: its row is one.
        return new PerformedAction(planned, planned is FillAction ? result : result with { FieldsSet = null }, page, started);
    }

    private static async Task<(string? Stop, Observation Page)> CheckAsync(
        RunState run, StepPlan plan, int index, ActionResult result, Observation before)
    {
        if (result.EndsBatch)
        {
            return ($"action {index + 1} ended the batch: {result.Word}", before);
        }

        if (plan.Actions[index] is ExtractAction or FindAction or ReadAction or LookAction)
        {
            return (null, before);
        }

        var after = await run.Page.LookAsync(run.Work);
        return (StopReason(before, after, plan.Actions.Skip(index + 1)), after);
    }

    private static string? StopReason(Observation before, Observation after, IEnumerable<BrowserAction> rest) =>
        before.Url != after.Url ? "the address changed"
        : after.Alerts.Except(before.Alerts).FirstOrDefault() is { } alert ? $"an alert appeared: {alert}"
        : after.Lines.Count(IsModal) > before.Lines.Count(IsModal) ? "a dialog opened in the page"
        : rest.SelectMany(action => action.Refs).FirstOrDefault(named => IsGone(named, before, after)) is { } gone ? $"{gone} is gone"
        : null;

    /// <summary>A ref that was not there before either is the action's own mistake, which its result will name.</summary>
    private static bool IsGone(string reference, Observation before, Observation after) =>
        before.Find(reference) is not null && after.Find(reference) is null;

    private static bool IsModal(string line) => line.TrimStart('*', ' ').StartsWith("dialog", StringComparison.OrdinalIgnoreCase);
}
