using System.Net;
using System.Text;

namespace Skyvern.Server.Browser.Egress;

/// <summary>The page that the proxy answers itself when a request leads nowhere.</summary>
internal static class EgressPage
{
    /// <summary>The answer to a problem.</summary>
    public static byte[] For(EgressProblem problem) => problem.Kind switch
    {
        EgressProblemKind.Refused => Page("403 Forbidden", "The address policy of this server refused the request", problem.Reason),
        EgressProblemKind.TimedOut => Page("504 Gateway Timeout", "The site did not answer", problem.Reason),
        _ => Page("502 Bad Gateway", "The site could not be reached", problem.Reason),
    };

    /// <summary>The answer to a request that cannot be passed on; the connection ends after it.</summary>
    public static byte[] Malformed(string reason) => Page("400 Bad Request", "The request cannot be passed on", reason, "Connection: close\r\n");

    private static byte[] Page(string status, string heading, string reason, string header = "")
    {
        var title = WebUtility.HtmlEncode(heading);
        var body = Encoding.UTF8.GetBytes(
            $"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{WebUtility.HtmlEncode(reason)}</p>");
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\n{header}Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }
}
