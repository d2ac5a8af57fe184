using System.Globalization;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>Reads dates as pages write them. A date that could mean two days is not read.</summary>
internal static partial class DateText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> GermanMonths = new(StringComparer.Ordinal) { ["mär"] = 3, ["mai"] = 5, ["okt"] = 10, ["dez"] = 12 };

    /// <summary>The first date in the text.</summary>
    public static bool TryFind(string text, out DateOnly date)
    {
        if (Iso().Match(text) is { Success: true } iso)
        {
            return TryMake(iso, out date);
        }

        if (Dotted().Match(text) is { Success: true } dotted)
        {
            return TryMake(dotted, out date);
        }

        if (Slashed().Match(text) is { Success: true } slashed)
        {
            return TryMakeSlashed(slashed, out date);
        }

        var named = DayMonth().Match(text) is { Success: true } dayFirst ? dayFirst : MonthDay().Match(text);
        date = default;
        return named.Success && MonthOf(named.Groups["month"].Value) is { } month
            && TryMake(Number(named, "y"), month, Number(named, "d"), out date);
    }

    private static bool TryMake(Match match, out DateOnly date) => TryMake(Number(match, "y"), Number(match, "m"), Number(match, "d"), out date);

    private static bool TryMakeSlashed(Match match, out DateOnly date)
    {
        var (first, second) = (Number(match, "a"), Number(match, "b"));
        date = default;
        return (first, second) switch
        {
            ( > 12, <= 12) => TryMake(Number(match, "y"), second, first, out date),
            ( <= 12, > 12) => TryMake(Number(match, "y"), first, second, out date),
            _ when first == second => TryMake(Number(match, "y"), first, second, out date),
            _ => false,
        };
    }

    private static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        var possible = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = possible ? new DateOnly(year, month, day) : default;
        return possible;
    }

    private static int? MonthOf(string name)
    {
        var start = name.ToLowerInvariant()[..3];
        var index = Array.IndexOf(Months, start);
        return index >= 0 ? index + 1 : GermanMonths.TryGetValue(start, out var month) ? month : null;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?!\d)")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>\d{4})(?!\d)")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"(?<!\d)(?<a>\d{1,2})/(?<b>\d{1,2})/(?<y>\d{4})(?!\d)")]
    private static partial Regex Slashed();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?<month>\p{L}{3,9})\.?,?\s+(?<y>\d{4})(?!\d)")]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"(?<month>\p{L}{3,9})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})(?!\d)")]
    private static partial Regex MonthDay();
}
