using System.Globalization;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Money and sizes as people read them.</summary>
internal static class Amounts
{
    /// <summary>Dollars with as many digits as say something.</summary>
    public static string Money(decimal usd) => usd switch
    {
        0 => "$0",
        < 0.01m => usd.ToString("'$'0.0000", CultureInfo.InvariantCulture),
        _ => usd.ToString("'$'0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>Bytes: <c>12 KB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB"),
    };

    /// <summary>A text's beginning, cut at a word.</summary>
    public static string Beginning(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..(line.LastIndexOf(' ', most) is > 0 and var space ? space : most)] + " …";
    }
}
