using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Logs in. It counts only when the field for the password is gone afterwards.</summary>
internal sealed class LogInWork(LogInClause logIn) : ClauseWork(logIn)
{
    private const int Patience = 5;

    private static readonly string[] LogInWords = ["log in", "login", "sign in", "anmelden", "einloggen", "account", "my account", "continue", "next", "weiter"];

    private static readonly string[] CodeWords = ["auth", "login", "log", "authentication", "authorization", "credential", "credentials", "password"];

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        if (LogInForm.Password(stage.Page) is null && LogInForm.UserAlone(stage.Page) is null)
        {
            yield return LogInLink(stage.Page) is { } link
                ? new ActMove($"Opening the log-in with \"{link.Label()}\".", new ClickAction(link.Ref))
                : new ActMove("Waiting for the log-in form.", new WaitAction(Patience));
        }

        // Some sites ask for the account first and for the password on the next page.
        if (LogInForm.Password(stage.Page) is null && logIn.User is not null && LogInForm.UserAlone(stage.Page) is { } userAlone)
        {
            yield return new ActMove("Entering the account.", [new FillAction([new FieldValue(userAlone.Ref, logIn.User)]), Enter(stage.Page, userAlone)]);
        }

        if (LogInForm.Password(stage.Page) is not { } password)
        {
            yield return Stuck("the page shows no field for a password." + Alerts(stage.Page, []));
            yield break;
        }

        List<BrowserAction> actions = [];
        if (logIn is { User: { } user, Password: { } secret })
        {
            var fields = new List<FieldValue> { new(password.Ref, secret) };
            if (LogInForm.User(stage.Page, password) is { } userField)
            {
                fields.Insert(0, new FieldValue(userField.Ref, user));
            }
            else if (!stage.Page.Elements.Any(element => element.Value == user))
            {
                yield return Stuck("it is not clear which field takes the account.");
                yield break;
            }

            actions.Add(new FillAction(fields));
        }

        var before = stage.Page;
        actions.Add(Enter(before, password));
        yield return new ActMove("Logging in.", actions);
        if (LogInForm.Password(stage.Page) is not null && stage.Page.Alerts.Except(before.Alerts, StringComparer.Ordinal).FirstOrDefault() is null && stage.Result.Succeeded)
        {
            yield return new ActMove("Waiting for the answer to the log-in.", new WaitAction(Patience));
        }

        if (LogInForm.Password(stage.Page) is null && OtpField.Find(stage.Page) is not null)
        {
            foreach (var move in SecondFactor.Enter(stage, Clause))
            {
                yield return move is ReachedMove ? new ReachedMove("Logged in: the one-time code was accepted.") : move;
            }

            yield break;
        }

        yield return Verdict(stage, before);
    }

    private Move Verdict(Stage stage, Observation before)
    {
        var page = stage.Page;
        if (LogInForm.Password(page) is not null)
        {
            // The same words as before count as well: a second refusal says nothing new.
            var alert = page.Alerts.Count > 0 ? page.Alerts[0] : null;
            return alert is not null
                ? new StuckMove($"Could not {Clause}: authentication failed, the site says \"{alert}\".", DoneStatus.Terminated, CodeWords)
                : new StuckMove($"Could not {Clause}: authentication failed, the form for the password is still shown{(stage.Result.Succeeded ? "" : $" ({stage.Result.Word} {stage.Result.Message})")}.", DoneStatus.Failed, CodeWords);
        }

        return new ReachedMove($"Logged in: the log-in form is gone{Alerts(page, before.Alerts)}");
    }

    private static string Alerts(Observation page, IEnumerable<string> known) =>
        page.Alerts.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } alert ? $" (the page says \"{alert}\")." : ".";

    private static PageElement? LogInLink(Observation page) => LogInWords.Take(7)
        .Select(word => ElementFinder.One([.. page.Elements.Where(element => !element.IsField() && NameScore.Of(word, element.Name) >= 94)]).Element)
        .FirstOrDefault(element => element is not null);

    private static BrowserAction Enter(Observation page, PageElement field)
    {
        var buttons = page.Elements.Where(element => element.Submits && field.Form is not null && element.Form?.Id == field.Form.Id && !element.Is("disabled")).ToList();
        var button = buttons is [var only] ? only : LogInWords.SelectMany(word => (buttons.Count > 0 ? buttons : page.Elements.Where(element => !element.IsField() && element.Role == "button")).Where(element => NameScore.Of(word, element.Name) >= 94)).FirstOrDefault();
        return button is not null ? new ClickAction(button.Ref) : new PressAction("Enter", field.Ref);
    }
}
