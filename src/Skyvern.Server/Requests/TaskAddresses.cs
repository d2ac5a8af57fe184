using System.Text.Json;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Requests;

/// <summary>Checks the addresses of a request against the network's rules and puts them into normal form.</summary>
internal sealed class TaskAddresses(IAddressPolicy policy, ProxyPlaces places)
{
    /// <summary>The request with normal addresses, or why one of them is refused.</summary>
    public (TaskRequest Request, string? Refusal) Check(TaskRequest request)
    {
        string? refusal = null;
        var accepted = request with
        {
            Url = CheckOne("url", request.Url, ref refusal),
            WebhookUrl = CheckOne("webhook_url", request.WebhookUrl, ref refusal),
            TotpUrl = CheckOne("totp_url", request.TotpUrl, ref refusal),
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
