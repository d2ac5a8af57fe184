using System.Globalization;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Brings a value of a goal into the form that a field takes.</summary>
internal static class FieldText
{
    /// <summary>The text for the field; null when the value cannot be one of this field.</summary>
    public static string? Of(PageElement field, string value)
    {
        if (field.Role == "file" || field.Type == "file")
        {
            return null;
        }

        if (field.IsToggle())
        {
            return Switch(field, value);
        }

        // A date field of the browser takes one form only; text fields take the date as the goal writes it.
        return field.Type == "date" || field.Role == "date"
            ? DateText.TryFind(value, out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null
            : value;
    }

    private static string? Switch(PageElement field, string value) => Wording.Normalize(value) switch
    {
        "true" or "yes" or "on" or "1" or "checked" or "x" or "ja" or "agree" or "agreed" or "accept" or "accepted" => "true",
        "false" or "no" or "off" or "0" or "unchecked" or "nein" or "" => "false",
        var words => words == Wording.Normalize(field.Name) ? "true" : null,
    };
}
