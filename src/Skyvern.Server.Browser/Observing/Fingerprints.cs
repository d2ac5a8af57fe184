using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Browser.Observing;

/// <summary>Hashes of a page's state. Refs and the mark of new lines are not part of it: they change when nothing else does.</summary>
internal static partial class Fingerprints
{
    /// <summary>With values: is anything at all different?</summary>
    public static string Full(string url, IEnumerable<string> lines) => Hash(url, lines.Select(line => Ref().Replace(line, "")));

    /// <summary>Without values, states of use and counters: is it the same page state?</summary>
    public static string State(string url, IEnumerable<string> lines) =>
        Hash(WithoutQuery(url), lines.Select(line => Digits().Replace(WithoutValues(Ref().Replace(line, "")), "0")));

    private static string WithoutValues(string line) =>
        Values().Replace(line, "").Replace(", ]", "]", StringComparison.Ordinal).Replace(" []", "", StringComparison.Ordinal);

    private static string WithoutQuery(string url) => url.Split('?', '#')[0];

    private static string Hash(string url, IEnumerable<string> lines)
    {
        var text = new StringBuilder(url);
        foreach (var line in lines)
        {
            text.Append('\n').Append(line);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    [GeneratedRegex(@"^\*?(f\d+)?e\d+ ")]
    private static partial Regex Ref();

    [GeneratedRegex(@"value=""[^""]*""(, )?|\bfocused\b(, )?|\bchecked\b(, )?|\d+ file[^,\]]*(, )?")]
    private static partial Regex Values();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
