using System.Globalization;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Grounding;

/// <summary>Finds the numbers of a text in every way in which they may be meant: <c>1.234</c> is 1234 and 1.234.</summary>
internal static partial class NumberReader
{
    private const decimal One = 1.0000000000000000000000000000m;

    private static readonly string[] Words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>All numbers, without regard to sign, and those with a minus before them as negative ones too.</summary>
    public static IEnumerable<decimal> Find(string text)
    {
        foreach (Match match in Written().Matches(text))
        {
            foreach (var number in Readings(match.Groups["n"].Value))
            {
                yield return number;
                if (match.Groups["minus"].Success)
                {
                    yield return -number;
                }

                if (Scale(match.Groups["scale"].Value) is { } scale && number < 1_000_000_000)
                {
                    yield return number * scale / One;
                }
            }
        }

        foreach (Match match in Spelled().Matches(text))
        {
            yield return Array.IndexOf(Words, match.Value.ToLowerInvariant());
        }
    }

    /// <summary>Runs of digits as phones, cards and order numbers have them, without what parts them.</summary>
    public static IEnumerable<string> DigitRuns(string text) =>
        PartedDigits().Matches(text).Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit))).Where(run => run.Length >= 5);

    private static IEnumerable<decimal> Readings(string written)
    {
        var parts = written.Split(Marks, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 1)
        {
            return Parse(parts[0]);
        }

        var readings = new List<decimal>();
        if (parts[0].Length <= 3 && parts.Skip(1).All(part => part.Length == 3))
        {
            readings.AddRange(Parse(string.Concat(parts)));
        }

        if (written[^(parts[^1].Length + 1)] is '.' or ',')
        {
            readings.AddRange(Parse($"{string.Concat(parts[..^1])}.{parts[^1]}"));
        }

        if (written.Contains(' ', StringComparison.Ordinal))
        {
            readings.AddRange(written.Split(' ').SelectMany(Readings));
        }

        return readings;
    }

    private static decimal[] Parse(string plain) =>
        decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? [number / One] : [];

    private static decimal? Scale(string word) => word.ToLowerInvariant() switch
    {
        "%" => 0.01m,
        "k" or "thousand" or "tsd" => 1_000,
        "m" or "million" or "mio" => 1_000_000,
        "b" or "bn" or "billion" or "mrd" => 1_000_000_000,
        _ => null,
    };

    private static readonly char[] Marks = ['.', ',', '\'', '’', '\u00A0', '\u202F', '\u2009', ' '];

    [GeneratedRegex(@"(?<![\p{L}\d])(?:(?<=^|[\s(|=:""€$£])(?<minus>[-−–])\s?(?=[€$£]?\d))?[€$£]?(?<n>\d{1,20}(?:[.,'’\u00A0\u202F\u2009 ]\d{1,20})*)(?:\s?(?<scale>%|thousand|million|billion|tsd|mio|mrd|bn|[km](?![\p{L}])))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Spelled();

    [GeneratedRegex(@"\d(?:[\s\-./()\u00A0]{0,2}\d)+")]
    private static partial Regex PartedDigits();
}
