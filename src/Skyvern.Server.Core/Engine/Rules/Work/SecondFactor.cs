using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Enters one-time codes as long as the page asks for them; a code that was refused is followed by one fresh one.</summary>
internal static class SecondFactor
{
    private const int Patience = 5;
    private const int MostTries = 2;

    private static readonly string[] SendWords =
        ["verify", "confirm", "continue", "submit", "next", "log in", "login", "sign in", "ok", "bestätigen", "prüfen", "weiter", "anmelden", "absenden"];

    private static readonly string[] CodeWords = ["otp", "2fa", "mfa", "code", "auth", "authentication", "verification", "login"];

    /// <summary>The moves; the engine gets each code.</summary>
    public static IEnumerable<Move> Enter(Stage stage, Clause clause)
    {
        for (var tries = 1; OtpField.Find(stage.Page) is { } field; tries++)
        {
            var before = stage.Page;
            if (tries > MostTries)
            {
                yield return before.Alerts.Count > 0
                    ? new StuckMove($"Could not {clause}: the one-time code was not accepted, the site says \"{before.Alerts[0]}\".", DoneStatus.Terminated, CodeWords)
                    : new StuckMove($"Could not {clause}: the site still asks for a one-time code (\"{field.Label()}\").", DoneStatus.Failed, CodeWords);
                yield break;
            }

            yield return new ActMove(
                tries == 1 ? "Entering the one-time code." : "The code was not accepted; entering a fresh one.",
                new OtpAction(field.Ref), Send(before, field));
            if (stage.Results is [{ Succeeded: false } failed, ..])
            {
                yield return new StuckMove($"Could not {clause}: the one-time code could not be entered into \"{field.Label()}\" ({failed.Word} {failed.Message})", DoneStatus.Failed, CodeWords);
                yield break;
            }

            if (OtpField.Find(stage.Page) is not null && !stage.Page.Alerts.Except(before.Alerts, StringComparer.Ordinal).Any())
            {
                yield return new ActMove("Waiting for the answer to the code.", new WaitAction(Patience));
            }
        }

        stage.CodeEntered = true;
        yield return new ReachedMove("The one-time code was accepted: the site no longer asks for one.");
    }

    private static BrowserAction Send(Observation page, PageElement field)
    {
        var buttons = page.Elements.Where(element => !element.IsField() && element.Role == "button" && !element.Is("disabled")).ToList();
        var inForm = buttons.Where(button => field.Form is not null && button.Form?.Id == field.Form.Id).ToList();
        var button = inForm.Where(button => button.Submits).ToList() is [var only] ? only
            : SendWords.SelectMany(word => (inForm.Count > 0 ? inForm : buttons).Where(button => NameScore.Of(word, button.Name) >= 74)).FirstOrDefault();
        return button is not null ? new ClickAction(button.Ref) : new PressAction("Enter");
    }
}
