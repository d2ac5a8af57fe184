using System.Globalization;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>Checks strings against the formats of JSON Schema that callers use.</summary>
internal static partial class FormatCheck
{
    /// <summary>What the string should look like when it does not have the format; null when it has, or the format is not one that is checked.</summary>
    public static string? Problem(string text, string format) => format switch
    {
        "date" when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
            "a date written YYYY-MM-DD",
        "date-time" when !DateTime().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
            "a date and time written 2026-01-31T10:00:00Z",
        "email" when !Email().IsMatch(text) => "an e-mail address",
        "uri" or "url" when !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is "file" => "an absolute address such as https://example.com/",
        _ => null,
    };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}")]
    private static partial Regex DateTime();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$")]
    private static partial Regex Email();
}
