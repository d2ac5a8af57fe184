using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Tells from the pages before and after whether a form was taken.</summary>
/// <param name="Taken">Yes, no, or null: nothing shows either.</param>
/// <param name="Words">What shows it.</param>
internal sealed record SubmitEvidence(bool? Taken, string Words)
{
    private static readonly string[] Success =
    [
        "thank you", "thanks", "success", "successful", "successfully", "received", "has been sent", "was sent", "message sent", "submitted", "confirmed", "confirmation",
        "has arrived", "completed", "welcome", "saved", "subscribed", "registered", "danke", "vielen dank", "erfolgreich", "gesendet", "gespeichert",
    ];

    private static readonly string[] Failure =
    [
        "error", "errors", "failed", "not sent", "went wrong", "could not", "cannot", "invalid", "not valid", "is required", "are required", "please fill", "please enter", "incorrect", "wrong",
        "try again", "denied", "forbidden", "not found", "missing", "must be", "expired", "fehler", "ungultig", "nicht gesendet", "fehlgeschlagen", "falsch",
    ];

    /// <summary>Judges a form's submission.</summary>
    public static SubmitEvidence Judge(Observation before, Observation after, PageForm form, ActionResult result)
    {
        var newAlerts = after.Alerts.Except(before.Alerts, StringComparer.Ordinal).ToList();
        var newTexts = after.Lines.Where(line => !IsControl(line)).Except(before.Lines, StringComparer.Ordinal).ToList();
        var goneTo = after.Url != before.Url;
        var formGone = IsGone(before, after, form);
        if (after.Elements.Where(element => element.Is("invalid")).Select(element => element.Label()).Except(before.Elements.Where(element => element.Is("invalid")).Select(element => element.Label()), StringComparer.Ordinal).ToList() is { Count: > 0 } invalid)
        {
            return new SubmitEvidence(false, $"the page does not accept {Quote(invalid)}" + (newAlerts.Count > 0 ? $" and says {Quote(newAlerts)}." : "."));
        }

        if (newAlerts.FirstOrDefault(alert => Says(alert, Failure) || (!formGone && !Says(alert, Success))) is { } alert)
        {
            return new SubmitEvidence(false, $"the page says {Quote([alert])}.");
        }

        if (!result.Succeeded)
        {
            return new SubmitEvidence(false, result.Message.Length > 0 ? result.Message : $"the browser reports {result.Word}.");
        }

        if (newAlerts.Concat(newTexts).FirstOrDefault(text => Says(text, Success) && !Says(text, Failure)) is { } success)
        {
            return new SubmitEvidence(true, Clean(success));
        }

        if (newTexts.Append(after.Title).FirstOrDefault(text => text != before.Title && Says(text, Failure)) is { } failure)
        {
            return new SubmitEvidence(false, $"the page says {Quote([failure])}.");
        }

        return (formGone, form.Method == "get" && goneTo) switch
        {
            (true, _) => new SubmitEvidence(true, "The form is gone" + (goneTo ? $" and {after.Url} is open." : ".")),
            (_, true) => new SubmitEvidence(true, $"{after.Url} is open."),
            _ when newTexts.Count > 0 && IsEmptied(before, after, form) => new SubmitEvidence(true, $"The form is empty again and the page shows {Quote(newTexts.Take(1))}."),
            _ => new SubmitEvidence(null, "nothing on the page shows that the form was taken."),
        };
    }

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
