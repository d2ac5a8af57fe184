using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>Tells from the pages before and after whether something that was sent, by a form or by a button alone, was taken.</summary>
/// <param name="Taken">Yes, no, or null: nothing shows either.</param>
/// <param name="Words">What shows it.</param>
internal sealed record SubmitEvidence(bool? Taken, string Words)
{
    /// <summary>Whether the page says so itself, rather than having merely changed.</summary>
    public bool Said { get; init; }

    private static readonly string[] Success =
    [
        "thank you", "thanks", "success", "successful", "successfully", "received", "has been sent", "was sent", "message sent", "submitted", "confirmed", "confirmation",
        "has arrived", "completed", "welcome", "saved", "subscribed", "registered", "placed", "added", "deleted", "removed", "updated", "booked", "reserved",
        "danke", "vielen dank", "erfolgreich", "gesendet", "gespeichert", "merci", "envoye", "enregistre", "gracias", "enviado", "guardado", "exito",
    ];

    private static readonly string[] Failure =
    [
        "error", "errors", "failed", "not sent", "went wrong", "could not", "cannot", "invalid", "not valid", "is required", "are required", "please fill", "please enter", "incorrect", "wrong",
        "try again", "denied", "forbidden", "not found", "missing", "must be", "expired", "declined", "unable to", "please check", "please correct", "unsuccessful", "not saved", "sorry",
        "fehler", "ungultig", "nicht gesendet", "fehlgeschlagen", "falsch", "leider", "abgelehnt", "bitte prufen", "pflichtfeld",
        "erreur", "echoue", "incorrecte", "obligatoire", "refuse", "desole", "error al", "fallo", "incorrecto", "obligatorio", "rechazado", "lo sentimos",
    ];

    /// <summary>What takes back a word of thanks on the same page.</summary>
    private static readonly string[] Refusal =
    [
        "declined", "not sent", "was not", "were not", "could not be", "went wrong", "failed", "unsuccessful", "not saved", "not received",
        "nicht gesendet", "fehlgeschlagen", "abgelehnt", "echoue", "rechazado",
    ];

    /// <summary>Judges what came of sending.</summary>
    /// <param name="before">The page as it stood before.</param>
    /// <param name="after">The page now.</param>
    /// <param name="control">What was clicked, or where Enter was pressed; null: not known.</param>
    /// <param name="result">What the browser said.</param>
    /// <param name="given">Name of a file that was given; null: none was.</param>
    public static SubmitEvidence Judge(Observation before, Observation after, PageElement? control, ActionResult result, string? given = null)
    {
        var newAlerts = after.Alerts.Except(before.Alerts, StringComparer.Ordinal).ToList();
        var newTexts = after.Lines.Where(line => !IsControl(line)).Except(before.Lines, StringComparer.Ordinal).ToList();
        var invalid = Invalid(after).Except(Invalid(before), StringComparer.Ordinal).ToList();
        var formGone = control?.Form is { } form ? IsGone(before, after, form) : IsGone(before, after, control);
        if (invalid.Count > 0)
        {
            return No($"the page does not accept {Quote(invalid)}" + (newAlerts.Count > 0 ? $" and says {Quote(newAlerts)}." : "."));
        }

        if (newAlerts.FirstOrDefault(alert => Says(alert, Failure) || (!formGone && !Says(alert, Success))) is { } alert)
        {
            return No($"the page says {Quote([alert])}.");
        }

        if (!result.Succeeded)
        {
            return No(result.Message.Length > 0 ? result.Message : $"the browser reports {result.Word}.");
        }

        if (after.Status >= 400 && !SamePage(before, after))
        {
            return No($"the site answered with status {after.Status}.");
        }

        if (AsksToLogIn(after) && !AsksToLogIn(before) && !newTexts.Any(text => Says(text, Success) && !Says(text, ["welcome"])))
        {
            return No("the site asks to log in.");
        }

        if (newAlerts.Concat(newTexts).FirstOrDefault(text => Says(text, Success) && !Says(text, Failure)) is { } success)
        {
            return newTexts.FirstOrDefault(text => Says(text, Refusal)) is { } refusal
                ? new SubmitEvidence(null, $"the page says {Quote([success])}, but also {Quote([refusal])}.")
                : new SubmitEvidence(true, Clean(success)) { Said = true };
        }

        if (newTexts.Append(after.Title).FirstOrDefault(text => text != before.Title && Says(text, Failure)) is { } failure)
        {
            return No($"the page says {Quote([failure])}.");
        }

        return given is not null && newTexts.FirstOrDefault(text => text.Contains(given, StringComparison.OrdinalIgnoreCase)) is { } naming
            ? new SubmitEvidence(true, Clean(naming)) { Said = true }
            : OfChange(before, after, control, newTexts, formGone);
    }

    private static SubmitEvidence OfChange(
        Observation before, Observation after, PageElement? control, List<string> newTexts, bool formGone) =>
        (formGone, control?.Form, Moved: after.Url != before.Url) switch
        {
            (true, not null, var moved) => new SubmitEvidence(true, "The form is gone" + (moved ? $" and {after.Url} is open." : ".")),
            (true, null, _) when SamePage(before, after) => new SubmitEvidence(true, $"{control!.Role} \"{control.Name}\" is gone."),
            (_, { Method: "get" }, true) => new SubmitEvidence(true, $"{after.Url} is open."),

            // A link leads somewhere and that is all; a button that does so has done its work.
            (_, null, true) when control is not null and not { Role: "link" } => new SubmitEvidence(true, $"{after.Url} is open."),
            (_, { } form, _) when newTexts.Count > 0 && IsEmptied(before, after, form) =>
                new SubmitEvidence(true, $"The form is empty again and the page shows {Quote(newTexts.Take(1))}."),
            (_, null, _) => new SubmitEvidence(null, "nothing on the page shows that it was taken."),
            _ => new SubmitEvidence(null, "nothing on the page shows that the form was taken."),
        };

    private static SubmitEvidence No(string words) => new(false, words);

    private static bool SamePage(Observation before, Observation after) => before.Url.Split('?', '#')[0] == after.Url.Split('?', '#')[0];

    private static bool AsksToLogIn(Observation page) => page.Elements.Any(element => element.IsPassword());

    private static IEnumerable<string> Invalid(Observation page) =>
        page.Elements.Where(element => element.Is("invalid")).Select(element => element.Label());

    /// <summary>A control of which there are fewer now, as when its row was deleted or it has become another.</summary>
    private static bool IsGone(Observation before, Observation after, PageElement? control) =>
        control is not null && Count(after, control) < Count(before, control);

    private static int Count(Observation page, PageElement control) =>
        page.Elements.Count(element => element.Role == control.Role && element.Name == control.Name);

    private static bool IsControl(string line) => line.Length > 1 && line.TrimStart('*') is ['e' or 'f', >= '0' and <= '9', ..];

    private static bool Says(string text, string[] phrases) => phrases.Any(phrase => Wording.HasPhrase(text, phrase));

    private static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Take(3).Select(text => $"\"{Clean(text)}\""));

    private static string Clean(string line) => line.StartsWith("ALERT ", StringComparison.Ordinal) ? line["ALERT ".Length..].Trim() : line.TrimStart('#', '*', ' ').Trim();

    private static bool IsGone(Observation before, Observation after, PageForm form)
    {
        var fields = FieldsOf(before, form).ToList();
        var now = after.Elements.Where(element => element.IsField()).Select(Identity).ToHashSet(StringComparer.Ordinal);
        return fields.Count == 0 || fields.Count(field => now.Contains(Identity(field))) * 2 < fields.Count;
    }

    private static bool IsEmptied(Observation before, Observation after, PageForm form)
    {
        var filled = FieldsOf(before, form).Where(field => field.IsText() && !string.IsNullOrEmpty(field.Value)).Select(Identity).ToHashSet(StringComparer.Ordinal);
        return filled.Count > 0 && after.Elements.Where(element => filled.Contains(Identity(element))).All(element => string.IsNullOrEmpty(element.Value));
    }

    private static IEnumerable<PageElement> FieldsOf(Observation page, PageForm form) => page.Elements.Where(element => element.Form?.Id == form.Id && element.IsField());

    private static string Identity(PageElement element) => $"{element.FieldName}|{Wording.Normalize(element.Name)}";
}
