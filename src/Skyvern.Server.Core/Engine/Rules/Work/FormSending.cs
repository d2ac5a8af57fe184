using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Claims;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Sends a form once, and looks whether it was taken.</summary>
internal static class FormSending
{
    private const int Patience = 5;

    /// <summary>The moves: nothing is sent while a required field is empty, and nothing is sent twice.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="button">The button that sends.</param>
    /// <param name="form">The form.</param>
    /// <param name="clause">The clause, for the reason of a failure.</param>
    /// <param name="mustShow">Whether the page has to show that the form was taken; a mere click only must not be refused.</param>
    public static IEnumerable<Move> Send(Stage stage, PageElement button, PageForm form, Clause clause, bool mustShow)
    {
        if (form.Method == "post" && stage.Page.MissingFields(form) is { Count: > 0 } missing)
        {
            yield return new StuckMove($"Could not {clause}: the form requires values for {string.Join(", ", missing.Select(name => $"\"{name}\""))}, and the goal gives none. Nothing was sent.");
            yield break;
        }

        var before = stage.Page;
        yield return new ActMove($"Sending the form with \"{button.Label()}\".", new ClickAction(button.Ref));
        var sent = stage.Result;
        var evidence = SubmitEvidence.Judge(before, stage.Page, button, sent);
        if (evidence.Taken is null)
        {
            yield return new ActMove("Waiting for the answer to the form.", new WaitAction(Patience));
            evidence = SubmitEvidence.Judge(before, stage.Page, button, sent);
        }

        if (evidence.Taken is null && !mustShow && sent is { Succeeded: true, Code: not ActionCode.NoChange })
        {
            evidence = new SubmitEvidence(true, "The page has changed.");
        }

        if (evidence.Taken == true)
        {
            stage.SentEvidence = evidence.Words;
            yield return new ReachedMove($"Sent the form: {evidence.Words}");
            yield break;
        }

        yield return new StuckMove($"Could not {clause}: {evidence.Words}");
    }
}
