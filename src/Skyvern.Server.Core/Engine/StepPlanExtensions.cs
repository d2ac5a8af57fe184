using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>Judgements on a plan.</summary>
internal static class StepPlanExtensions
{
    private const int MostActions = 8;

    /// <summary>Whether the action does something in the page, rather than looking around, waiting or ending.</summary>
    public static bool IsActing(this BrowserAction action) =>
        action is not (WaitAction or FindAction or ReadAction or LookAction or ExtractAction or ScrollAction or HoverAction or DoneAction);

    /// <summary>Why the plan cannot be carried out; null when it can.</summary>
    public static string? Problem(this StepPlan plan) => plan.Actions switch
    {
        [] => "the plan has no action",
        { Count: > MostActions } => $"the plan has more than {MostActions} actions",
        { Count: > 1 } actions when actions.Any(action => action is DoneAction) => "done is only allowed alone",
        _ => null,
    };

    /// <summary>
    /// The last failure, if the browser failed at everything it was asked to do; null otherwise. An action that the page refused is no
    /// such failure: the planner sees it and goes on.
    /// </summary>
    public static string? FailedInTheBrowser(this StepPlan plan, IReadOnlyList<ActionResult> results, Observation page)
    {
        var performed = plan.Actions.Zip(results)
            .Where(pair => pair.Second.Code != ActionCode.Skipped && pair.First is not (ExtractAction or FindAction or ReadAction or LookAction))
            .ToList();
        return performed.Count > 0 && performed.All(pair => pair.Second.Code is ActionCode.Timeout or ActionCode.Failed)
            ? $"{ActionText.ForPeople(performed[^1].First, page)}: {performed[^1].Second.Word} {performed[^1].Second.Message}".TrimEnd()
            : null;
    }
}
