using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine.Claims;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Takes one step: look, plan, act, see what changed.</summary>
internal sealed class StepRunner(
    StepRecorder recorder, BatchRunner batches, CompletionGate gate, ArtifactRecorder artifacts, BudgetGuard budget,
    IOptions<EngineOptions> options, ServerMetrics metrics, TimeProvider time)
{
    private const int FailedStepsBeforePicture = 2;

    /// <summary>What the planner is told once after a person had control.</summary>
    private const string PersonActed =
        "A person had control of the browser meanwhile and may have done a part of the goal: go on from the page as it is now.";

    /// <summary>The end of the run, or null: it goes on.</summary>
    public async Task<RunResult?> TakeAsync(RunState run)
    {
        run.StepsTaken++;
        var began = time.GetTimestamp();
        using var span = Spans.Start("step");
        var step = await recorder.BeginAsync(run);
        try
        {
            if (await run.Control.WaitAsync(run.Work))
            {
                run.Page.Forget();
                run.Nudge = run.Nudge is { } advice ? $"{PersonActed} {advice}" : PersonActed;
            }

            var page = await run.Page.ForPlannerAsync(run.Work);
            await recorder.SeenAsync(run, step, page);
            run.LastAddress = page.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? page.Url : run.LastAddress;
            var context = await ContextAsync(run, page);
            run.Pictured = context.Picture is null ? null : page;
            var plan = await Spans.AroundAsync("plan", () => run.Planner.NextAsync(context, run.Work));
            run.Nudge = null;
            await recorder.PlannedAsync(run, step, plan, page);
            if (budget.Unpriced(run) is { } warning)
            {
                await recorder.NoteAsync(run.Lease, "run.notice", warning);
            }

            return plan.Actions switch
            {
                _ when NeedsAddress(run, plan) => await AskForAddressAsync(run, step, plan),
                [not DoneAction, ..] when BudgetGuard.MustEnd(run) => await EndAsync(run, step, BudgetGuard.StepsUsedUp(run)),
                _ when plan.Problem() is { } problem => await RefuseAsync(run, step, plan, problem),
                [DoneAction claim] => await ClaimAsync(run, step, plan, claim, page),
                _ => await ActAsync(run, step, plan, page),
            };
        }
        catch (UnusableReplyException e)
        {
            recorder.Count(run, step, e.Usage);
            await recorder.ExchangeAsync(run, step, e.Exchange);
            return await RepeatAsync(run, step, e.Message, FailureCategory.LlmReasoning);
        }
        catch (PlannerException e)
        {
            recorder.Count(run, step, e.Usage);
            await recorder.ExchangeAsync(run, step, e.Exchange);
            return await EndAsync(run, step, FailureClassifier.Planner(e));
        }
        catch (RunEndException e)
        {
            return await EndAsync(run, step, e.Result);
        }
        catch (TimeoutException e)
        {
            return await RepeatAsync(run, step, "the page could not be read: " + e.Message, FailureCategory.PageLoadTimeout);
        }
        catch (BrowserLostException)
        {
            step.Category = FailureCategory.Browser;
            await recorder.EndAsync(run, step, "the browser was lost");
            throw;
        }
        finally
        {
            span.End(step);
            metrics.StepEnded(step.Row, time.GetElapsedTime(began));
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
        run.Submission?.Look(after);
        run.FailedSteps = results.Any(result => result.Succeeded) ? 0 : run.FailedSteps + 1;
        await run.Browser.SaveStateAsync(run.Work);
        run.History.Add(TurnText.Of(plan, results, ObservationDiff.Of(page, after), run.Secrets));
        if (plan.FailedInTheBrowser(results, page) is { } failure)
        {
            return await RepeatAsync(run, step, failure);
        }

        var verdict = run.Loops.Judge(plan, results, page, after);
        run.Nudge = results.Any(result => result.Message == BatchRunner.Interrupted) ? PersonActed : verdict.Nudge;
        return verdict.Ending is { } ending ? await EndAsync(run, step, ending, failed: false) : await GoOnAsync(run, step);
    }

    private async Task<RunResult?> ClaimAsync(RunState run, StepRecord step, StepPlan plan, DoneAction claim, Observation page)
    {
        using var span = Spans.StartAct(claim);
        var started = time.GetUtcNow();
        if (await run.Control.WaitAsync(run.Work) && run.HasStepsLeft)
        {
            return await LookAgainAsync(run, step, plan, claim, page, started);
        }

        var leak = SecretGuard.FindIn(run, claim);
        var verdict = leak is null ? await gate.CheckAsync(run, step, claim) : GateVerdict.Return("");
        var result = leak is not null
            ? new ActionResult(ActionCode.Blocked, $"{leak.Placeholder} is a secret: neither reason nor output may hold it.")
            : verdict.Refusal is { } refusal
            ? new ActionResult(ActionCode.Failed, "refused: " + refusal)
            : new ActionResult(ActionCode.Ok);
        span?.SetTag(Tags.ActionResult, result.Word);
        await recorder.ActedAsync(run, step, 0, new PerformedAction(claim, result, page, started));
        if (verdict.Ending is { } ending)
        {
            if (ending.UnverifiedFields.Count > 0)
            {
                await recorder.NoteAsync(
                    run.Lease, "run.notice", $"Nothing that was seen shows these values of the output: {string.Join(", ", ending.UnverifiedFields)}.");
            }

            return await EndAsync(run, step, ending, failed: false);
        }

        run.History.Add(TurnText.Of(plan, [result], [], run.Secrets));
        run.Page.Forget();
        return await GoOnAsync(run, step);
    }

    /// <summary>A claim about a page that a person has changed since is none.</summary>
    private async Task<RunResult?> LookAgainAsync(RunState run, StepRecord step, StepPlan plan, DoneAction claim, Observation page, DateTimeOffset started)
    {
        var result = new ActionResult(ActionCode.Skipped, BatchRunner.Interrupted);
        await recorder.ActedAsync(run, step, 0, new PerformedAction(claim, result, page, started));
        run.History.Add(TurnText.Of(plan, [result], [], run.Secrets));
        run.Page.Forget();
        run.Nudge = PersonActed;
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
        run.History.Add(new PlanTurn(run.Secrets.Apply(plan.Reply), "nothing was done: " + problem));
        return RepeatAsync(run, step, problem, FailureCategory.LlmReasoning);
    }

    /// <summary>A planner that did not see that nothing is open is told so once; one that knows no address ends the run.</summary>
    private Task<RunResult?> AskForAddressAsync(RunState run, StepRecord step, StepPlan plan) =>
        run.Retry == 0 && plan.Actions is not [DoneAction, ..]
            ? RefuseAsync(run, step, plan, "no page is open: begin with goto and the address of the site that the goal needs")
            : EndAsync(run, step, FailureClassifier.NoStartAddress());

    private async Task<RunResult?> RepeatAsync(RunState run, StepRecord step, string failure, string? category = null)
    {
        step.Category = category;
        await recorder.EndAsync(run, step, failure);
        run.Page.Forget();
        run.Retry++;
        return run.Retry > options.Value.MaxRetriesPerStep ? FailureClassifier.Retries(run, failure, category) : null;
    }

    private async Task<RunResult?> EndAsync(RunState run, StepRecord step, RunResult result, bool failed = true)
    {
        step.Category = result.Categories.Count > 0 ? result.Categories[0].Category : null;
        await recorder.EndAsync(run, step, failed ? result.FailureReason : null);
        return result;
    }

    private static bool NeedsAddress(RunState run, StepPlan plan) =>
        run.StartAddress is null && run.StepNumber == 1 && run.LastAddress is null
        && plan.Actions is not [GoToAction or TabAction { Op: TabOperation.Open }, ..];

    private async Task<PlanningContext> ContextAsync(RunState run, Observation page) => new()
    {
        Run = run.Run,
        Picture = await PictureAsync(run, page),
        KeepsSubgoals = run.KeepsSubgoals,
        BudgetNote = budget.Note(run),
        Observation = run.Secrets.Apply(page),
        Goal = run.Run.Request.Prompt,
        Files = run.Files.Names,
        Credentials = run.Credentials.Names,
        History = run.History,
        StepNumber = run.StepNumber,
        MaxSteps = run.MaxSteps,
        Today = DateOnly.FromDateTime(time.GetLocalNow().DateTime),
        Nudge = run.Nudge,
        ExtractedJson = run.Extracted.Json is { } data ? run.Secrets.ApplyToJson(data) : null,
    };

    /// <summary>The page as a picture, only where it is needed: pictures cost more than text and are kept out of prompts otherwise.</summary>
    private static async Task<byte[]?> PictureAsync(RunState run, Observation page)
    {
        var wanted = run.LookRequested || page.NeedsPicture || run.FailedSteps >= FailedStepsBeforePicture;
        run.LookRequested = false;
        return wanted ? await run.Browser.Session.ScreenshotAsync(run.Work) : null;
    }
}
