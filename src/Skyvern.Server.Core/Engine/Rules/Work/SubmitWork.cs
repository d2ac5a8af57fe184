using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Sends the form that was filled last, else the page's only form that can be sent.</summary>
internal sealed class SubmitWork(SubmitClause submit) : ClauseWork(submit)
{
    private static readonly string[] SendWords = ["submit", "send", "send message", "save", "apply", "register", "sign up", "order", "continue", "next", "absenden", "senden"];

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        var found = Find(stage);
        if (found.Element is not { } button)
        {
            yield return Stuck(found.Ambiguous ? found.Why("button", "send") : $"the page shows no form with a button that sends it.{(found.Others.Count > 0 ? $" Nearest: {string.Join(", ", found.Others)}." : "")}");
            yield break;
        }

        foreach (var move in FormSending.Send(stage, button, button.Form ?? new PageForm("", "post", false), Clause, mustShow: true))
        {
            yield return move;
        }
    }

    private Found Find(Stage stage)
    {
        var page = stage.Page;
        var form = stage.Filled.Select(page.Find).FirstOrDefault(field => field?.Form is not null)?.Form;
        if (submit.Button is { } named)
        {
            return ElementFinder.Click(page, named);
        }

        var buttons = page.Elements.Where(element => element.Submits && element.Form is not null && (form is null ? element.Form.Method == "post" : element.Form.Id == form.Id)).ToList();
        if (buttons.Count == 0)
        {
            // Forms without a form element: a button that says what it does.
            buttons = [.. page.Elements.Where(element => !element.IsField() && SendWords.Take(4).Any(word => NameScore.Of(word, element.Name) >= 74))];
        }

        var found = ElementFinder.One(buttons);
        return found.Ambiguous && SendWords.Select(word => buttons.Where(button => NameScore.Of(word, button.Name) >= 74).ToList()).FirstOrDefault(fit => fit.Count == 1) is [var only]
            ? new Found(only, [])
            : found;
    }
}
