using System.Globalization;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Grounding;

/// <summary>A day as a page names it; the year may be missing.</summary>
internal readonly record struct NamedDay(int? Year, int Month, int Day);

/// <summary>Finds the days that a text names, in the usual forms of English, German, French and Spanish, and in every way they may be meant.</summary>
internal static partial class DateReader
{
    // The first three letters of a month tell it, but for juin/juillet.
    private static readonly Dictionary<string, int> Months = new(StringComparer.Ordinal)
    {
        ["jan"] = 1, ["ene"] = 1, ["feb"] = 2, ["fév"] = 2, ["fev"] = 2, ["mar"] = 3, ["mär"] = 3, ["mrz"] = 3, ["apr"] = 4, ["avr"] = 4, ["abr"] = 4,
        ["may"] = 5, ["mai"] = 5, ["jun"] = 6, ["jul"] = 7, ["aug"] = 8, ["aoû"] = 8, ["aou"] = 8, ["ago"] = 8, ["sep"] = 9, ["oct"] = 10, ["okt"] = 10,
        ["nov"] = 11, ["dec"] = 12, ["dez"] = 12, ["déc"] = 12, ["dic"] = 12,
    };

    /// <summary>All days named.</summary>
    public static IEnumerable<NamedDay> Find(string text) =>
        YearFirst().Matches(text).SelectMany(match => Day(Number(match, "y"), Number(match, "m"), Number(match, "d")))
            .Concat(YearLast().Matches(text).SelectMany(match => EitherWay(match)))
            .Concat(DayMonth().Matches(text).Concat(MonthDay().Matches(text)).SelectMany(match =>
                MonthOf(match.Groups["month"].Value) is { } month ? Day(Number(match, "y"), month, Number(match, "d")) : []));

    private static IEnumerable<NamedDay> EitherWay(Match match)
    {
        var (a, b, year) = (Number(match, "a"), Number(match, "b"), Number(match, "y"));
        year = year < 100 ? year + (year < 70 ? 2000 : 1900) : year;
        return Day(year, b, a).Concat(Day(year, a, b)).Distinct();
    }

    private static IEnumerable<NamedDay> Day(int? year, int? month, int? day) =>
        month is >= 1 and <= 12 && day is >= 1 && year is null or (>= 1 and <= 9999)
        && day <= DateTime.DaysInMonth(year ?? 2024, month!.Value)
            ? [new NamedDay(year, month.Value, day!.Value)]
            : [];

    private static int? MonthOf(string name)
    {
        var word = name.ToLowerInvariant();
        return word.StartsWith("juil", StringComparison.Ordinal) ? 7
            : word.StartsWith("juin", StringComparison.Ordinal) ? 6
            : word.Length >= 3 && Months.TryGetValue(word[..3], out var month) ? month : null;
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})([-/.])(?<m>\d{1,2})\1(?<d>\d{1,2})(?!\d)")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<!\d)(?<a>\d{1,2})([-/.])\s?(?<b>\d{1,2})\1\s?(?<y>\d{4}|\d{2})(?!\d)")]
    private static partial Regex YearLast();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:of\s+|de\s+)?(?<month>\p{L}{3,10})\.?(?:,?\s+(?:de\s+)?(?<y>\d{4}))?(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"(?<!\p{L})(?<month>\p{L}{3,10})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<y>\d{4}))?(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex MonthDay();
}
