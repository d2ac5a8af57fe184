using System.Text.Json;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Sees when a run goes in circles or stands still: first it advises, and ends the run only if the advice did not help.</summary>
internal sealed partial class LoopGuard
{
    private const int RepeatsBeforeAdvice = 3;
    private const int RepeatsBeforeEnd = 6;
    private const int StandstillBeforeAdvice = 5;
    private const int StandstillBeforeEnd = 10;

    private readonly Dictionary<string, int> _repeats = [];
    private readonly HashSet<string> _plans = [];
    private int _standstill;
    private bool _advisedRepeat;
    private bool _advisedStandstill;

    /// <summary>Judges a step by what it did and what changed.</summary>
    public LoopVerdict Judge(StepPlan plan, IReadOnlyList<ActionResult> results, Observation before, Observation after)
    {
        var actions = string.Join('\n', plan.Actions.Select(action => JsonSerializer.Serialize<object>(action)));
        var state = actions + '\n' + StateOf(before);
        var repeats = _repeats[state] = _repeats.GetValueOrDefault(state) + 1;
        var isNewPlan = _plans.Add(actions);
        if (plan.Actions.Any(action => action.IsActing()))
        {
            _standstill = before.Fingerprint == after.Fingerprint && !(isNewPlan && SetSomething(plan, results)) && !ChangedAValue(before, after) ? _standstill + 1 : 0;
        }

        return Repeats(repeats, plan, before) ?? Standstill(before) ?? LoopVerdict.GoOn;
    }

    private LoopVerdict? Repeats(int repeats, StepPlan plan, Observation page)
    {
        if (repeats >= RepeatsBeforeEnd && _advisedRepeat)
        {
            return LoopVerdict.End(
                $"action_loop: the same action ({ActionText.ForPeople(plan.Actions[0], page)}) was done {repeats} times "
                + $"in the same state of {ActionText.Place(page.Url)}, and nothing came of it.");
        }

        if (repeats < RepeatsBeforeAdvice)
        {
            return null;
        }

        _advisedRepeat = true;
        return LoopVerdict.Advise(
            "The same action was done several times in the same state of the page, without effect. Do something else, or give up with a reason.");
    }

    private LoopVerdict? Standstill(Observation page)
    {
        if (_standstill >= StandstillBeforeEnd && _advisedStandstill)
        {
            return LoopVerdict.End($"stalled: {_standstill} steps that acted on {ActionText.Place(page.Url)} did not change the page.");
        }

        if (_standstill < StandstillBeforeAdvice)
        {
            return null;
        }

        _advisedStandstill = true;
        return LoopVerdict.Advise(
            "The page has not changed over the last steps. Try another way: find a text, scroll, go back, or another control.");
    }

    /// <summary>The page without its clocks and countdowns: they tick by themselves, and would make each state look new.</summary>
    private static string StateOf(Observation page)
    {
        var lines = page.Lines.Where(line => Clock().IsMatch(line)).ToList();
        return lines.Count == 0 ? page.FullFingerprint : string.Join('\n', [page.Url, .. page.Lines.Select(line => Clock().Replace(Mark().Replace(line, ""), "0"))]);
    }

    /// <summary>A control that has another value now, as a counter that a button raises.</summary>
    private static bool ChangedAValue(Observation before, Observation after) => before.Elements.Any(element =>
        after.Find(element.Ref) is { } now && (now.Value != element.Value || now.Is("checked") != element.Is("checked")));

    /// <summary>A field that took a new value, or a file that came, is progress though the page looks the same.</summary>
    private static bool SetSomething(StepPlan plan, IReadOnlyList<ActionResult> results) => plan.Actions.Zip(results).Any(pair =>
        pair.Second.Code == ActionCode.Download
        || (pair.Second.Code == ActionCode.Ok && pair.First is FillAction or TypeAction or SelectAction));

    [GeneratedRegex(@"\b\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\b|\b\d+(\.\d+)?\s?(ms|s|sec|secs|seconds?|sekunden?|secondes?|segundos?|mins?|minutes?|minuten?|minutos?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^\*?(f\d+)?(e\d+ )?")]
    private static partial Regex Mark();
}

/// <summary>What the loop guard thinks of a step.</summary>
/// <param name="Nudge">Advice for the next step, or null.</param>
/// <param name="Ending">The end of the run, or null.</param>
internal sealed record LoopVerdict(string? Nudge, RunResult? Ending)
{
    /// <summary>Nothing to say.</summary>
    public static readonly LoopVerdict GoOn = new(null, null);

    /// <summary>Go on, but differently.</summary>
    public static LoopVerdict Advise(string nudge) => new(nudge, null);

    /// <summary>This leads nowhere.</summary>
    public static LoopVerdict End(string evidence) => new(null, new RunResult(RunStatus.Terminated, evidence)
    {
        Categories = [new FailureCategory(FailureCategory.LlmReasoning, 0.9, evidence)],
    });
}
