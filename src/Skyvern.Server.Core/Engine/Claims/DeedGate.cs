using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>The part of the gate that looks at deeds: what the goal wants done must have been done, and the page must show that it was taken.</summary>
internal static class DeedGate
{
    /// <summary>Why it is doubtful that the goal's deed was done, as a sentence; null when nothing speaks against it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="page">The page now.</param>
    /// <param name="hasData">Whether the claim brings data that was found on the pages: then a failed action may have been a detour.</param>
    public static string? Doubt(RunState run, Observation page, bool hasData)
    {
        var goal = run.Run.Request.Prompt;
        return run.Run.Request.TaskType == TaskTypes.Validation ? null
            : GoalVerbs.AsksToWrite(goal) ? OfWriting(run, page)
            : GoalVerbs.AsksToDownload(goal) && run.Downloads.Whole == 0 ? "The goal asks for a download, and no file was downloaded."
            : hasData ? null
            : OfLastDeed(run);
    }

    private static string? OfWriting(RunState run, Observation page)
    {
        if (run.Submission is not { } submission)
        {
            return run.Downloads.Whole > 0 && GoalVerbs.AsksToDownload(run.Run.Request.Prompt) ? null
                : "The goal asks to send or change something, and nothing was sent: no form was submitted and no such button took a click."
                    + (OfLastDeed(run) is { } failed ? $" {failed}" : "");
        }

        var evidence = submission.Look(page);
        return evidence switch
        {
            { Taken: true, Said: true } => null,
            { Taken: true } => Waiting(page, run) is { } button
                ? $"The page changed after something was sent, but it still offers {button}: the last step may be missing." : null,
            _ => $"It is not shown that what was sent was taken: {evidence.Words}",
        };
    }

    /// <summary>A page that merely changed and offers the next button of the kind has a further step to go.</summary>
    private static string? Waiting(Observation page, RunState run) => page.Elements
        .FirstOrDefault(element => element.Submits && element.Form is { Method: "post", HasPassword: false } && !element.Is("disabled")
            && WriteRisk.Of(new ClickAction(element.Ref), page) && GoalVerbs.Mentions(run.Run.Request.Prompt, element.Name)) is { } next
        ? $"button \"{next.Label()}\""
        : null;

    private static string? OfLastDeed(RunState run) => run.LastDeeds is [.., { Result.Succeeded: false } failed]
        ? $"The last action, {ActionText.ForPeople(failed.Action, failed.Page)}, did not succeed ({failed.Result.Word}), and nothing was done in its place."
        : null;
}
