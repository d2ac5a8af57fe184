using System.Text.RegularExpressions;

namespace Skyvern.Server.Testing;

/// <summary>Takes out of a question what differs from run to run, and what nobody may read.</summary>
internal static partial class CassetteText
{
    private const int Around = 60;

    /// <summary>The question without nonces, dates, ports, ids and secrets.</summary>
    public static string Normal(string question, IEnumerable<string> secrets)
    {
        var text = Nonce().Replace(Scrubbed(question, secrets), "$1*");
        text = Date().Replace(text, "DATE *");
        text = Port().Replace(text, "$1:*");
        return Id().Replace(text, "$1_*");
    }

    /// <summary>The text without secrets and what looks like a key.</summary>
    public static string Scrubbed(string text, IEnumerable<string> secrets) =>
        Key().Replace(secrets.Where(secret => secret.Length > 0).Aggregate(text, (left, secret) => left.Replace(secret, "***", StringComparison.Ordinal)), "***");

    /// <summary>Where two questions part.</summary>
    public static string Difference(string recorded, string asked)
    {
        var at = recorded.AsSpan().CommonPrefixLength(asked);
        return $"The nearest recorded one differs at character {at}:\nrecorded: …{Part(recorded, at)}…\nasked:    …{Part(asked, at)}…";
    }

    private static string Part(string text, int at)
    {
        var start = Math.Max(0, at - Around);
        return text.Substring(start, Math.Min(text.Length, at + (2 * Around)) - start);
    }

    // In JSON the line break before it is written \n, so no word begins here.
    [GeneratedRegex(@"(PAGE|END)[0-9a-f]{6}(?![0-9a-f])")]
    private static partial Regex Nonce();

    [GeneratedRegex(@"DATE \d{4}-\d\d-\d\d")]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(localhost|127\.0\.0\.1|\[::1\]):\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"\b(tsk|wr|wpid|o|stp)_[A-Za-z0-9_\-]+")]
    private static partial Regex Id();

    [GeneratedRegex(@"\bsk-[A-Za-z0-9_\-]{8,}")]
    private static partial Regex Key();
}
