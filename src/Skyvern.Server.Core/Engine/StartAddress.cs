using System.Text.RegularExpressions;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Where a run starts: the request's address, else the first one that its prompt names.</summary>
internal static partial class StartAddress
{
    /// <summary>The address, or null when there is none.</summary>
    public static string? Of(TaskRequest request)
    {
        if (request.Url is { Length: > 0 } url)
        {
            return url;
        }

        var written = Trimmed(WrittenAddress().Match(request.Prompt).Value);
        if (written.Length > 0 && Uri.TryCreate(written, UriKind.Absolute, out var address))
        {
            return address.AbsoluteUri;
        }

        // A bare name counts only where the words around it say that it is a place: "report.pdf" and "a@b.example" are none.
        var named = NamedSite().Match(request.Prompt);
        return named.Success && Uri.TryCreate("https://" + named.Groups["site"].Value.TrimEnd('.'), UriKind.Absolute, out var site)
            ? site.AbsoluteUri
            : null;
    }

    /// <summary>Every address that a prompt writes, and every bare name that its words call a place.</summary>
    public static IEnumerable<string> Named(string prompt) =>
    [
        .. WrittenAddress().Matches(prompt).Select(match => Trimmed(match.Value)),
        .. NamedSite().Matches(prompt).Select(match => "https://" + match.Groups["site"].Value.TrimEnd('.')),
    ];

    private static string Trimmed(string address) => address.TrimEnd('.', ',', ';', ':', '!', '?', ')', '"', '\'');

    [GeneratedRegex(@"\bhttps?://[^\s<>""'`]+", RegexOptions.IgnoreCase)]
    private static partial Regex WrittenAddress();

    [GeneratedRegex(
        @"(?:(?:\b(?:go\s+to|goto|open|visit|browse\s+to|navigate\s+to|on|at|from|website|site|öffne|besuche|auf)\s+[""'“„(]?)|\b(?=www\.))"
            + @"(?<site>(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?!\p{L}|@)(?::\d+)?(?:/[^\s<>""'`,;)]*)?)",
        RegexOptions.IgnoreCase)]
    private static partial Regex NamedSite();
}
