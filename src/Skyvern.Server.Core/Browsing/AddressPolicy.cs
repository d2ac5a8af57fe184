using System.Net;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Refuses local and private hosts in every spelling, save those the settings allow and the server's own demo site.</summary>
public sealed class AddressPolicy : IAddressPolicy
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, Uri.UriSchemeWs, Uri.UriSchemeWss];

    private readonly AllowedHosts _allowed;
    private readonly DemoAddress _demo;
    private readonly IHostLookup _lookup;

    /// <summary>A policy with the settings' exceptions.</summary>
    /// <exception cref="ArgumentException">The list of allowed hosts cannot be read.</exception>
    public AddressPolicy(IOptions<NetworkOptions> options, DemoAddress demo, IHostLookup lookup)
    {
        _allowed = AllowedHosts.TryParse(options.Value.AllowedHosts, out var allowed, out var broken)
            ? allowed
            : throw new ArgumentException($"'{broken}' is not a host name, an address or a CIDR range.", nameof(options));
        _demo = demo;
        _lookup = lookup;
    }

    /// <inheritdoc/>
    public AddressDecision Check(Uri address) => Judge(address).Decision;

    /// <inheritdoc/>
    public async Task<AddressDecision> ResolveAsync(Uri address, CancellationToken cancellationToken)
    {
        var (decision, isTrusted) = Judge(address);
        if (!decision.Allowed || decision.Addresses.Count > 0)
        {
            return decision;
        }

        var host = HostName.Of(address);
        var found = await _lookup.FindAsync(host, cancellationToken);
        if (found.Count == 0)
        {
            return new AddressDecision(false, $"has a host name that could not be looked up: {host}", []) { IsUnknownHost = true };
        }

        // One forbidden address among public ones is how a name is made to point inwards: all must be good.
        return isTrusted || found.All(ip => IsReachable(ip, address.Port)) ? new AddressDecision(true, null, found) : Refuse(host);
    }

    private (AddressDecision Decision, bool IsTrusted) Judge(Uri address)
    {
        if (!address.IsAbsoluteUri || !Schemes.Contains(address.Scheme))
        {
            return (new AddressDecision(false, "must begin with http:// or https://", []), false);
        }

        var host = HostName.Of(address);
        var isLiteral = HostName.IsLiteral(host, out var literal);
        if (host.Length == 0 || (isLiteral && literal is null))
        {
            return (new AddressDecision(false, $"has a host that is not valid: {host}", []), false);
        }

        var isTrusted = _demo.Covers(address) || _allowed.Names(host, address.Port);
        var isGood = isTrusted || (isLiteral ? IsReachable(literal!, address.Port) : !RefusedNames.Contains(host));
        return (isGood ? new AddressDecision(true, null, isLiteral ? [literal!] : []) : Refuse(host), isTrusted);
    }

    private bool IsReachable(IPAddress address, int port) => !AddressRanges.IsForbidden(address) || _allowed.Contains(address, port);

    private static AddressDecision Refuse(string host) => new(false, $"points to a local or private host: {host}", []);
}
