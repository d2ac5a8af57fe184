using System.Text.Json;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Requests;

/// <summary>Checks the addresses of a request against the network's rules and puts them into normal form.</summary>
internal sealed class TaskAddresses(IAddressPolicy policy, ProxyPlaces places)
{
    private static readonly HashSet<string> HandshakeHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Upgrade", "Content-Length", "Transfer-Encoding", "Origin",
    };

    /// <summary>The request with normal addresses, or why one of them is refused.</summary>
    public (TaskRequest Request, string? Refusal) Check(TaskRequest request)
    {
        string? refusal = null;
        var accepted = request with
        {
            Url = CheckOne("url", request.Url, ref refusal),
            WebhookUrl = CheckOne("webhook_url", request.WebhookUrl, ref refusal),
            TotpUrl = CheckOne("totp_url", request.TotpUrl, ref refusal),
            BrowserAddress = CheckBrowser(request, ref refusal),
        };
        return (accepted, refusal ?? CheckProxy(request.ProxyLocation));
    }

    /// <summary>The session with a normal address, or why its address or proxy is refused.</summary>
    public (NewSession Session, string? Refusal) Check(NewSession asked)
    {
        string? refusal = null;
        var accepted = asked.Request with { Url = CheckOne("url", asked.Request.Url, ref refusal) };
        var warning = asked.Request.ProxyLocation is null ? null : places.Choose(asked.Request.ProxyLocation).Notice;
        return (
            asked with { Request = accepted, Warning = warning is null ? asked.Warning : $"{asked.Warning} {warning}".Trim() },
            refusal ?? CheckProxy(asked.Request.ProxyLocation));
    }

    private string? CheckBrowser(TaskRequest request, ref string? refusal)
    {
        if (refusal is not null)
        {
            return request.BrowserAddress;
        }

        refusal = request switch
        {
            { BrowserAddress: null, CdpConnectHeaders.Count: > 0 } => "cdp_connect_headers are for browser_address only: give both, or none.",
            { CdpConnectHeaders: { } headers } when headers.FirstOrDefault(header => !IsHeader(header)) is { Key: { } name } =>
                $"The header {name} in cdp_connect_headers cannot be sent: names are words without blanks, values are of one line, and the handshake's own are taken.",
            _ => null,
        };
        return refusal is null && request.BrowserAddress is { } text ? CheckBrowser(text, ref refusal) : request.BrowserAddress;
    }

    private string CheckBrowser(string text, ref string? refusal)
    {
        if (text.Length > WebAddress.Longest || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https" or "ws" or "wss") || address.Host.Length == 0)
        {
            refusal = "The address in browser_address is not an http, https, ws or wss address of a browser.";
            return text;
        }

        if (address.UserInfo.Length > 0)
        {
            refusal = "The address in browser_address holds a user name or password: send them in cdp_connect_headers.";
            return text;
        }

        var page = new UriBuilder(address) { Scheme = address.Scheme is "https" or "wss" ? "https" : "http", Port = address.Port }.Uri;
        refusal = policy.Check(page) is { Allowed: false } decision ? $"The address in browser_address is refused: {decision.Reason}" : null;
        return address.AbsoluteUri;
    }

    private static bool IsHeader(KeyValuePair<string, string> header) =>
        header.Key.Length > 0 && header.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal))
        && header.Value.All(letter => letter is >= ' ' and not '\x7f' and <= '\xff')
        && !HandshakeHeaders.Contains(header.Key) && !header.Key.StartsWith("sec-websocket-", StringComparison.OrdinalIgnoreCase);

    private string? CheckProxy(JsonElement? location) => places.Choose(location) switch
    {
        { Refusal: { } reason } => reason,
        { Proxy: { IsCallers: true } own } when policy.Check(own.Address) is { Allowed: false } decision =>
            $"The proxy in proxy_location is refused: it {decision.Reason}.",
        _ => null,
    };

    private string? CheckOne(string field, string? text, ref string? refusal)
    {
        if (text is null || refusal is not null)
        {
            return text;
        }

        if (!WebAddress.TryNormalise(text, out var address, out var problem))
        {
            refusal = $"The address in {field} {problem}.";
            return text;
        }

        if (policy.Check(address) is { Allowed: false } decision)
        {
            refusal = $"The address in {field} is refused: {decision.Reason}";
            return text;
        }

        return address.AbsoluteUri;
    }
}
