using System.Text.RegularExpressions;

namespace Skyvern.Server.Requests;

/// <summary>Addresses as callers write them: a missing scheme becomes https, the rest is put into normal form.</summary>
internal static partial class WebAddress
{
    public const int Longest = 2083;

    /// <summary>The address in normal form, or why it is none.</summary>
    public static bool TryNormalise(string text, out Uri address, out string problem)
    {
        address = null!;
        problem = "";
        var written = text.Trim();
        if (written.Length > Longest)
        {
            problem = $"is longer than {Longest} characters";
            return false;
        }

        if (!Uri.TryCreate(Scheme().IsMatch(written) ? written : $"https://{written}", UriKind.Absolute, out var parsed)
            || parsed.Scheme is not ("http" or "https")
            || parsed.Host.Length == 0)
        {
            problem = "is not an http or https address";
            return false;
        }

        address = parsed;
        return true;
    }

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.\-]*://")]
    private static partial Regex Scheme();
}
