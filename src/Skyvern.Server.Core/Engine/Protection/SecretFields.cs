using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>Tells which controls a secret may be typed into, and which site a control belongs to.</summary>
internal static partial class SecretFields
{
    /// <summary>
    /// Fields that pages hide, text fields of a log-in form that do not ask for the account, and text fields whose own words ask for a
    /// secret ("API key"). Never a search, a text area or an address field.
    /// </summary>
    public static bool Accepts(PageElement element) => SecretMask.IsSecret(element) || (IsText(element) && (AsksForSecret(element) || IsInLogIn(element)));

    /// <summary>The site whose script can read the control: its frame's, else the page's. Null when that is nobody known.</summary>
    public static SiteName? SiteOf(PageElement element, Observation page) => SiteName.Of(element.FrameUrl ?? page.Url);

    private static bool IsText(PageElement element) =>
        element is { Role: "textbox", Type: "text" or "" or "number" or "tel" or "input" } && !element.Is("multiline");

    private static bool IsInLogIn(PageElement element) =>
        element.Form is { HasPassword: true } && element.AutoComplete is not ("username" or "email") && !AccountWords().IsMatch(Words(element));

    private static bool AsksForSecret(PageElement element) => SecretWords().IsMatch(Words(element));

    private static string Words(PageElement element) => $"{element.Name} {element.FieldName.Replace('_', ' ')} {element.Placeholder}";

    [GeneratedRegex(@"pass(?:word|wort|code|phrase)|kennwort|mot de passe|contraseña|\bpin\b|\bpwd\b|secret|token|api[ -]?key|api[ -]?schlüssel|\bclave\b|licen[cs]e key|\botp\b", RegexOptions.IgnoreCase)]
    private static partial Regex SecretWords();

    [GeneratedRegex(@"user|e-?mail|account|login|search|comment|message|display|nickname|benutzer|utilisateur|usuario|suche", RegexOptions.IgnoreCase)]
    private static partial Regex AccountWords();
}
