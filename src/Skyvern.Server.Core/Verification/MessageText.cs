using System.Net;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Verification;

/// <summary>Turns a message, which may be the HTML of a mail, into the text that a person reads, with the addresses of its links.</summary>
internal static partial class MessageText
{
    /// <summary>The text.</summary>
    public static string Of(string message)
    {
        if (!Tag().IsMatch(message))
        {
            return message;
        }

        var text = Unseen().Replace(message, " ");
        text = Link().Replace(text, match => $"{match.Value} {match.Groups["href"].Value} ");
        text = LineBreak().Replace(text, "\n");
        return WebUtility.HtmlDecode(Tag().Replace(text, " "));
    }

    [GeneratedRegex(@"</?(?:html|body|div|p|br|a|b|strong|span|table|tr|td|h[1-6]|style|head|img|i|em|ul|li|font|center)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(?<t>style|script|head|title)\b.*?</\k<t>\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex("""<a\b[^>]{0,500}?\bhref\s*=\s*["']?(?<href>https?://[^"'\s>]+)[^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"<(?:br|/p|/div|/tr|/h[1-6]|/li|/table)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();
}
