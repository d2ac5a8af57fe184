using System.Globalization;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>Reads numbers as pages write them: with currency signs, in English and in continental form.</summary>
internal static partial class NumberText
{
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The number when the text is one number with at most a currency or percent sign: <c>€ 1.234,50</c>.</summary>
    public static bool TryParse(string text, out decimal number)
    {
        number = 0;
        var match = Whole().Match(text);
        return match.Success && TryRead(match.Groups["n"].Value, IsEuro(text), match.Groups["sign"].Success, out number);
    }

    /// <summary>The number when the text, which may have other words, holds exactly one: <c>12 reviews</c>, <c>4.5 out of 5</c>.</summary>
    public static bool TryFind(string text, out decimal number)
    {
        number = 0;
        var matches = Any().Matches(OutOf().Replace(text, ""));
        var distinct = matches.Select(match => match.Groups["n"].Value).Distinct(StringComparer.Ordinal).Count();
        return distinct == 1 && TryRead(matches[0].Groups["n"].Value, IsEuro(text), matches[0].Groups["sign"].Success, out number);
    }

    private static bool IsEuro(string text) => text.Contains('€', StringComparison.Ordinal) || text.Contains("EUR", StringComparison.OrdinalIgnoreCase);

    private static bool TryRead(string digits, bool euro, bool negative, out decimal number)
    {
        var text = Blanks().Replace(digits, "");
        var comma = text.LastIndexOf(',');
        var point = text.LastIndexOf('.');
        var mark = (comma, point) switch
        {
            (< 0, < 0) => '\0',
            ( >= 0, >= 0) => comma > point ? ',' : '.',
            ( >= 0, _) => IsDecimal(text, ',', comma, thousandsLikely: true) ? ',' : '\0',
            _ => IsDecimal(text, '.', point, thousandsLikely: euro) ? '.' : '\0',
        };
        var plain = string.Concat(text.Where(c => char.IsAsciiDigit(c) || c == mark)).Replace(',', '.');
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        // Dividing by one with all its places drops the trailing zeros: 12.00 becomes 12.
        number = (negative ? -number : number) / One;
        return true;
    }

    /// <summary>A single mark before exactly three digits may part thousands; then the likelier reading counts.</summary>
    private static bool IsDecimal(string text, char mark, int at, bool thousandsLikely)
    {
        if (text.IndexOf(mark) != at)
        {
            return false;
        }

        return text.Length - at - 1 != 3 || at is 0 or > 3 || text[0] == '0' || !thousandsLikely;
    }

    [GeneratedRegex(@"^\s*(?<sign>[-−])?\s*(?:[€$£¥₹%]|[A-Za-z]{1,3}[$€£]?|CHF)?\s*(?<sign>[-−])?\s*(?<n>\d[\d.,'’\u00A0\u202F ]*)(?<=\d)\s*(?:,[-–]+)?\s*(?:[€$£¥₹%]|[A-Z]{3}|euros?|dollars?)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![\p{L}\d.,])(?<sign>[-−](?=[€$£]?\d))?[€$£¥₹]?\s?(?<n>\d(?:[\d.,'’\u00A0\u202F]*\d)?)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex(@"(?<=\d)\s*(?:out of|of|/|von)\s*\d+(?:[.,]\d+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutOf();

    [GeneratedRegex(@"['’\u00A0\u202F ]")]
    private static partial Regex Blanks();
}
