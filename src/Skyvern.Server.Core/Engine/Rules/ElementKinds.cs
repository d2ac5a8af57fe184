using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Sorts controls into fields and things to click, and says whether a field has been given a value.</summary>
internal static class ElementKinds
{
    private static readonly HashSet<string> ClickRoles = new(StringComparer.Ordinal)
    {
        "button", "link", "icon", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "treeitem", "summary", "image", "img", "cell", "row", "generic", "clickable", "listitem", "scroller", "canvas", "region", "group",
    };

    private static readonly HashSet<string> ButtonTypes = new(StringComparer.Ordinal) { "submit", "button", "reset", "image", "a" };

    /// <summary>Whether it takes a value.</summary>
    public static bool IsField(this PageElement element) => !ClickRoles.Contains(element.Role) && !ButtonTypes.Contains(element.Type) && !element.Submits;

    /// <summary>Whether it takes text.</summary>
    public static bool IsText(this PageElement element) => element.IsField() && !element.IsToggle() && element.Role is not ("file" or "slider") && element.Type is not ("file" or "range" or "color");

    /// <summary>Whether it is on or off.</summary>
    public static bool IsToggle(this PageElement element) => element.Role is "checkbox" or "switch" or "radio" || element.Type is "checkbox" or "radio";

    /// <summary>Whether it is one of a radio group.</summary>
    public static bool IsRadio(this PageElement element) => element.Role == "radio" || element.Type == "radio";

    /// <summary>Whether it asks for a password.</summary>
    public static bool IsPassword(this PageElement element) => element.Type == "password" || element.AutoComplete is "current-password";

    /// <summary>Whether it can be used now.</summary>
    public static bool IsUsable(this PageElement element) => !element.Is("disabled") && !element.Is("readonly");

    /// <summary>How the element is called in a sentence.</summary>
    public static string Label(this PageElement element) =>
        new[] { element.Name.Trim(' ', '*', ':'), element.Placeholder, element.FieldName, element.Role }.First(text => text.Length > 0);

    /// <summary>Required fields of the form that have no value yet, by name.</summary>
    public static IReadOnlyList<string> MissingFields(this Observation page, PageForm form)
    {
        var fields = page.Elements.Where(element => element.Form?.Id == form.Id && element.IsField()).ToList();
        return [.. fields.Where(field => field.Is("required") && IsEmpty(field, fields)).Select(NameOf).Distinct(StringComparer.Ordinal)];
    }

    private static string NameOf(PageElement field) => field.IsRadio() && field.Group.Length > 0 ? field.Group : field.Label();

    private static bool IsEmpty(PageElement field, List<PageElement> fields)
    {
        if (field.IsRadio())
        {
            return !fields.Any(other => other.IsRadio() && other.FieldName == field.FieldName && (other.Is("checked") || other.Is("selected")));
        }

        if (field.IsToggle())
        {
            return !field.Is("checked");
        }

        // A select shows the label of its chosen option, which may only be an invitation.
        return string.IsNullOrWhiteSpace(field.Value)
            || (field.Role is "combobox" or "listbox" or "select" && Wording.Words(field.Value) is [] or ["please" or "select" or "choose" or "bitte" or "none", ..]);
    }
}
