using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// Whether an action may do something in the world that cannot be taken back, such as sending a form. A wrong yes costs a repeat that
/// would have been safe; a wrong no may order twice. Log-ins, searches and links are a no. Giving a page a file is a no, since a click has to
/// send it yet; where the page sends it by itself, that is only known afterwards (<see cref="TurnedOut"/>). A click at a point may hit
/// anything: it is as risky as the riskiest control of the page, and risky where the page's text says too little to tell.
/// </summary>
internal static partial class WriteRisk
{
    /// <summary>Judges an action before it is done, by the page as it stands.</summary>
    public static bool Of(BrowserAction action, Observation page) => action switch
    {
        ClickAction { Mode: not ClickMode.Right } click => page.Find(click.Ref) is { } element && OfClick(element, page),
        TypeAction { Enter: true } type => OfEnter(page.Find(type.Ref), page),
        PressAction press => OfKey(press.Key, press.Ref is { } named ? page.Find(named) : Focused(page), page),
        DragAction drag => page.Find(drag.ToRef) is { } place && WriteWord().IsMatch(place.Name),
        ClickAtAction => page.NeedsPicture || page.Elements.Any(element => OfClick(element, page)),
        _ => false,
    };

    /// <summary>Whether an action that looked harmless did send something: an upload that the page sent on by itself.</summary>
    public static bool TurnedOut(BrowserAction action, ActionResult result) => action is UploadAction && result.Code == ActionCode.Navigated;

    /// <summary>Whether the action sends a form of any kind, log-ins and searches included.</summary>
    public static bool Submits(BrowserAction action, Observation page) => action switch
    {
        ClickAction click => page.Find(click.Ref) is { Submits: true } || Of(action, page),
        TypeAction { Enter: true } type => page.Find(type.Ref)?.Form is not null,
        PressAction { Key: "Enter" or "NumpadEnter" } => true,
        PressAction => Of(action, page),
        _ => false,
    };

    private static bool OfClick(PageElement element, Observation page) => element switch
    {
        { Role: "link" } => false,
        { Submits: true, Form: { } form } => OfSubmit(form, element.Name, page),
        { Role: "button" or "icon" or "menuitem" or "generic" } => WriteWord().IsMatch(element.Name),
        { Type: "submit" or "button" or "image" } => WriteWord().IsMatch(element.Name),
        _ => false,
    };

    /// <summary>Enter and Space press the focused button; Control+Enter sends what is written; Delete outside of a field deletes what is chosen.</summary>
    private static bool OfKey(string key, PageElement? element, Observation page) => key switch
    {
        "Enter" or "NumpadEnter" => OfEnter(element, page) || (IsButton(element) && OfClick(element!, page)),
        "Space" or " " => IsButton(element) && OfClick(element!, page),
        "Control+Enter" or "Meta+Enter" or "ControlOrMeta+Enter" => IsText(element),
        "Delete" => !IsText(element),
        _ => false,
    };

    private static bool IsButton(PageElement? element) => element?.Role is "button" or "icon" or "menuitem";

    private static bool IsText(PageElement? element) => element?.Role is "textbox" or "searchbox" or "combobox" or "spinbutton";

    private static bool OfEnter(PageElement? element, Observation page)
    {
        // In a text area Enter is a new line, on a link it follows it.
        if (element is not { Form: { } form, Role: not "link", Type: not "textarea" })
        {
            return false;
        }

        var button = page.Elements.FirstOrDefault(other => other.Submits && other.Form?.Id == form.Id);
        return OfSubmit(form, button?.Name ?? "", page);
    }

    private static bool OfSubmit(PageForm form, string button, Observation page)
    {
        if (form.HasPassword)
        {
            return SignUpWord().IsMatch(button);
        }

        // Scripts send many forms that name no method, which then reads "get": there the words decide.
        return form.Method.Equals("post", StringComparison.OrdinalIgnoreCase)
            || (WriteWord().IsMatch(button) && !page.Elements.Any(element => element.Form?.Id == form.Id && IsSearch(element)));
    }

    private static PageElement? Focused(Observation page) => page.Elements.FirstOrDefault(element => element.Is("focused"));

    /// <summary>Whether the element sends a form that only searches.</summary>
    public static bool IsOfSearch(PageElement element, Observation page) =>
        element.Form is { } form && page.Elements.Any(other => other.Form?.Id == form.Id && IsSearch(other));

    /// <summary>Whether the name is that of a control that writes.</summary>
    public static bool SaysSo(string name) => WriteWord().IsMatch(name);

    private static bool IsSearch(PageElement element) =>
        element.Role == "searchbox" || element.Type == "search" || element.FieldName is "q" or "query" or "search"
        || SearchWord().IsMatch(element.Name);

    [GeneratedRegex(
        @"\b(send|submit|order|buy|pay|purchase|checkout|check\s+out|book|reserve|delete|remove|trash|confirm|transfer|publish|post"
            + @"|sign\s*up|register|apply|save|subscribe|unsubscribe|donate|cancel\s+\w+|place\s+\w+"
            + "|senden|absenden|abschicken|bestellen|kaufen|bezahlen|zahlen|buchen|reservieren|löschen|entfernen|bestätigen|überweisen"
            + "|veröffentlichen|registrieren|bewerben|speichern|kündigen"
            + "|envoyer|soumettre|commander|acheter|payer|réserver|supprimer|confirmer|transférer|publier|inscrire|postuler"
            + "|enregistrer|valider"
            + @"|enviar|pedir|comprar|pagar|reservar|eliminar|borrar|confirmar|transferir|publicar|registrarse|solicitar|guardar)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex WriteWord();

    [GeneratedRegex(
        @"\b(sign\s*up|register|create\s+(an?\s+)?account|join|registrieren|konto\s+erstellen|inscrire|créer|registrarse|crear)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SignUpWord();

    [GeneratedRegex(@"\b(search|find|filter|suche|suchen|rechercher|buscar)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SearchWord();
}
