using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Grounding;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>Checks a planner's claim that the run is over. What cannot be verified is never completed.</summary>
internal sealed class CompletionGate(
    OutputGate outputs, ClaimCheck claims, ArtifactRecorder artifacts, TimeProvider time, IOptions<EngineOptions> options)
{
    private const int MostGoalReturns = 2;

    private static readonly TimeSpan StillPeriod = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan StillPatience = TimeSpan.FromSeconds(3);

    /// <summary>The end of the run, or why the planner has to go on.</summary>
    public async Task<GateVerdict> CheckAsync(RunState run, StepRecord step, DoneAction claim) =>
        claim.Status == DoneStatus.Completed ? await CheckSuccessAsync(run, step, claim) : GivingUpGate.Check(run, claim);

    private async Task<GateVerdict> CheckSuccessAsync(RunState run, StepRecord step, DoneAction claim)
    {
        var page = await WaitUntilStillAsync(run);
        if (await CheckDownloadsAsync(run, step) is { } openDownloads)
        {
            return openDownloads;
        }

        var (verdict, output) = outputs.Check(run, claim);
        if (verdict is not { Ending: { Status: RunStatus.Completed } result })
        {
            return verdict;
        }

        var unverified = await FindUnverifiedAsync(run, output);
        if (unverified.Count > 0 && !run.Gate.GroundingReturned && run.HasStepsLeft)
        {
            run.Gate.GroundingReturned = true;
            return GateVerdict.Return($"Nothing that was seen shows these values: {string.Join(", ", unverified)}. Find them on the page, or give null for what is not there.");
        }

        var hasData = output is not null && unverified.Count == 0;
        var unproven = DeedGate.Doubt(run, page, hasData);
        if (unproven is not null && !run.Gate.DeedReturned && run.HasStepsLeft)
        {
            run.Gate.DeedReturned = true;
            return GateVerdict.Return($"{unproven} Look at the page: finish it, correct what was not accepted, or give up with a reason.");
        }

        return CheckGoals(run) ?? await claims.JudgeAsync(run, step, new ClaimInQuestion(result with { UnverifiedFields = unverified }, claim.Reason, page)
        {
            Unproven = unproven,
            Doubts = [.. unproven is null ? Array.Empty<string>() : [unproven], .. unverified.Count == 0 ? Array.Empty<string>() : [$"Nothing that was seen shows these values of the output: {string.Join(", ", unverified)}."]],
        });
    }

    /// <summary>Gate 4: where the output has values that stand nowhere. The whole page is read for it, not only what planners are shown.</summary>
    private async Task<IReadOnlyList<string>> FindUnverifiedAsync(RunState run, JsonNode? output)
    {
        if (output is null)
        {
            return [];
        }

        run.Seen.Add(await run.Browser.Session.ReadContentAsync(run.Work));
        var goal = new SeenText();
        goal.Add(run.Run.Request.Prompt);
        goal.AddAddress(run.Run.Request.Url);
        goal.Add(time.GetLocalNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        run.Seen.Computed.Add(run.Extracted.Value, run.Seen.HasNumber);
        return new GroundingCheck(run.Seen, goal, SchemaChoices.Of(run.Run.Request.DataExtractionSchema)).Unverified(output);
    }

    /// <summary>A page that still moves may be about to show that the claim is wrong.</summary>
    private async Task<Observation> WaitUntilStillAsync(RunState run)
    {
        var end = time.GetUtcNow() + StillPeriod + StillPatience;
        var before = await run.Page.LookAsync(run.Work);
        while (time.GetUtcNow() < end)
        {
            await Task.Delay(StillPeriod, time, run.Work);
            var after = await run.Page.LookAsync(run.Work);
            if (after.FullFingerprint == before.FullFingerprint)
            {
                return after;
            }

            before = after;
        }

        return before;
    }

    private async Task<GateVerdict?> CheckDownloadsAsync(RunState run, StepRecord step)
    {
        var patience = TimeSpan.FromSeconds(run.Run.Request.DownloadTimeout ?? options.Value.DownloadPatienceSeconds);
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
            : string.Create(CultureInfo.InvariantCulture, $"A download that was started did not end within {patience.TotalSeconds} seconds.");
        if (run.Gate.DownloadReturned || !run.HasStepsLeft)
        {
            return GateVerdict.End(RunResult.Failed(problem, FailureCategory.Navigation));
        }

        run.Gate.DownloadReturned = true;
        return GateVerdict.Return(problem + " Download it again, or give up with a reason.");
    }

    private static GateVerdict? CheckGoals(RunState run)
    {
        if (!run.KeepsSubgoals || run.Goals.Open is not { Count: > 0 } open)
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
}
