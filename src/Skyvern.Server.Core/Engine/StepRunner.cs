using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Takes one step: look, plan, act, see what changed.</summary>
internal sealed class StepRunner(
    StepRecorder recorder, BatchRunner batches, CompletionGate gate, ArtifactRecorder artifacts,
    IOptions<EngineOptions> options, TimeProvider time)
{
    /// <summary>The end of the run, or null: it goes on.</summary>
    public async Task<RunResult?> TakeAsync(RunState run)
    {
        var step = await recorder.BeginAsync(run);
        try
        {
            var page = await run.Page.ForPlannerAsync(run.Work);
            await recorder.SeenAsync(run, step, page);
            var context = Context(run, page);
            run.Pictured = context.Picture is null ? null : page;
            var plan = await run.Planner.NextAsync(context, run.Work);
            run.Nudge = null;
            await recorder.PlannedAsync(run, step, plan, page);
            return plan.Actions switch
            {
                _ when NeedsAddress(run, plan) => await EndAsync(run, step, FailureClassifier.NoStartAddress()),
                _ when plan.Problem() is { } problem => await RefuseAsync(run, step, plan, problem),
                [DoneAction claim] => await ClaimAsync(run, step, plan, claim, page),
                _ => await ActAsync(run, step, plan, page),
            };
        }
        catch (UnusableReplyException e)
        {
            StepRecorder.Count(run, step, e.Usage);
            await recorder.ExchangeAsync(run, step, e.Exchange);
            return await RepeatAsync(run, step, e.Message);
        }
        catch (PlannerException e)
        {
            StepRecorder.Count(run, step, e.Usage);
            await recorder.ExchangeAsync(run, step, e.Exchange);
            return await EndAsync(run, step, FailureClassifier.Planner(e));
        }
        catch (RunEndException e)
        {
            return await EndAsync(run, step, e.Result);
        }
        catch (TimeoutException e)
        {
            return await RepeatAsync(run, step, "the page could not be read: " + e.Message);
        }
        catch (BrowserLostException)
        {
            await recorder.EndAsync(run, step, "the browser was lost");
            throw;
        }
    }

    private async Task<RunResult?> ActAsync(RunState run, StepRecord step, StepPlan plan, Observation page)
    {
        var results = await batches.RunAsync(run, step, plan, page);
        foreach (var download in await run.Browser.Session.TakeDownloadsAsync(TimeSpan.Zero, run.Work))
        {
            await artifacts.DownloadAsync(run, download, step.Row.Id, run.Work);
        }

        var after = await run.Page.LookAfterBatchAsync(run.Work);
        run.History.Add(TurnText.Of(plan, results, ObservationDiff.Of(page, after)));
        if (plan.FailedInTheBrowser(results, page) is { } failure)
        {
            return await RepeatAsync(run, step, failure);
        }

        var verdict = run.Loops.Judge(plan, results, page, after);
        run.Nudge = verdict.Nudge;
        return verdict.Ending is { } ending ? await EndAsync(run, step, ending, failed: false) : await GoOnAsync(run, step);
    }

    private async Task<RunResult?> ClaimAsync(RunState run, StepRecord step, StepPlan plan, DoneAction claim, Observation page)
    {
        var started = time.GetUtcNow();
        var verdict = await gate.CheckAsync(run, step, claim);
        var result = verdict.Refusal is { } refusal
            ? new ActionResult(ActionCode.Failed, "refused: " + refusal)
            : new ActionResult(ActionCode.Ok);
        await recorder.ActedAsync(run, step, 0, new PerformedAction(claim, result, page, started));
        if (verdict.Ending is { } ending)
        {
            return await EndAsync(run, step, ending, failed: false);
        }

        run.History.Add(TurnText.Of(plan, [result], []));
        run.Page.Forget();
        return await GoOnAsync(run, step);
    }

    private async Task<RunResult?> GoOnAsync(RunState run, StepRecord step)
    {
        await recorder.EndAsync(run, step);
        run.StepNumber++;
        run.Retry = 0;
        return null;
    }

    private Task<RunResult?> RefuseAsync(RunState run, StepRecord step, StepPlan plan, string problem)
    {
        run.History.Add(new PlanTurn(plan.Reply, "nothing was done: " + problem));
        return RepeatAsync(run, step, problem);
    }

    private async Task<RunResult?> RepeatAsync(RunState run, StepRecord step, string failure)
    {
        await recorder.EndAsync(run, step, failure);
        run.Page.Forget();
        run.Retry++;
        return run.Retry > options.Value.MaxRetriesPerStep ? FailureClassifier.Retries(run, failure) : null;
    }

    private async Task<RunResult?> EndAsync(RunState run, StepRecord step, RunResult result, bool failed = true)
    {
        await recorder.EndAsync(run, step, failed ? result.FailureReason : null);
        return result;
    }

    private static bool NeedsAddress(RunState run, StepPlan plan) =>
        run.StartAddress is null && run.StepNumber == 1 && run.History.Count == 0
        && plan.Actions is not [GoToAction or TabAction { Op: TabOperation.Open }, ..];

    private PlanningContext Context(RunState run, Observation page) => new()
    {
        Run = run.Run,
        Observation = page,
        History = run.History,
        StepNumber = run.StepNumber,
        MaxSteps = run.MaxSteps,
        Today = DateOnly.FromDateTime(time.GetLocalNow().DateTime),
        Nudge = run.Nudge,
        ExtractedJson = run.Extracted.Json,
    };
}
