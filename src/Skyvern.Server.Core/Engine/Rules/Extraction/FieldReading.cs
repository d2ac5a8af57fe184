using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Reads a field of a page as a value of the type that a property wants.</summary>
internal static partial class FieldReading
{
    /// <summary>The value, or null when the field holds none of this type.</summary>
    public static JsonNode? Read(WantedProperty property, PageField field)
    {
        var text = field.Text.Trim();
        if (property.Types.Any(type => type is "number" or "integer"))
        {
            return NumberText.TryFind(text, out var number) && (!property.Types.Contains("integer") || property.Types.Contains("number") || number == decimal.Truncate(number)) ? JsonValue.Create(number) : null;
        }

        if (property.Types.Contains("boolean"))
        {
            return Boolean(property, text) is { } flag ? JsonValue.Create(flag) : null;
        }

        if (property.Types.Any(type => type is "object" or "array") && !property.Types.Contains("string"))
        {
            return null;
        }

        var value = property.Format switch
        {
            "date" => DateText.TryFind(text, out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            "email" => Mail().Match(text) is { Success: true } mail ? mail.Value : null,
            _ when property.IsAddress => field.Href ?? (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : null),
            _ => text.Length > 0 ? text : null,
        };
        return value is null ? null : JsonValue.Create(value);
    }

    private static bool? Boolean(WantedProperty property, string text)
    {
        var words = Wording.Normalize(text);
        if (PropertySynonyms.Means(property.Normal, "availability"))
        {
            return NotInStock().IsMatch(words) ? false : InStock().IsMatch(words) ? true : null;
        }

        var key = property.Normal.StartsWith("is ", StringComparison.Ordinal) ? property.Normal[3..] : property.Normal;
        return words switch
        {
            "yes" or "true" or "ja" or "on" => true,
            "no" or "false" or "nein" or "off" => false,
            _ when text is "✓" or "✔" or "☑" => true,
            _ when text is "✗" or "✘" or "☐" or "–" => false,
            _ when words == key => true,
            _ when words == $"not {key}" || words == $"un{key}" || words == $"in{key}" => false,
            _ => null,
        };
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b(?:in ?stock|available|only \d+ left|\d+ left|lieferbar|auf lager|verfugbar|in stock schema)\b|instock$|limitedavailability$")]
    private static partial Regex InStock();

    [GeneratedRegex(@"\b(?:out of stock|sold out|unavailable|not available|not in stock|ausverkauft|nicht lieferbar|nicht verfugbar|currently unavailable|discontinued)\b|outofstock$|soldout$")]
    private static partial Regex NotInStock();
}
