using System.Net;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.BrowserTests;

/// <summary>Allows what the test says; names are looked up for real.</summary>
internal sealed class TestAddressPolicy(Func<Uri, bool> allows) : IAddressPolicy
{
    public static TestAddressPolicy Everything { get; } = new(_ => true);

    public AddressDecision Check(Uri address) =>
        allows(address) ? new AddressDecision(true, null, []) : new AddressDecision(false, $"points to a local or private host: {address.Host}", []);

    public async Task<AddressDecision> ResolveAsync(Uri address, CancellationToken cancellationToken)
    {
        var decision = Check(address);
        return decision.Allowed ? decision with { Addresses = await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellationToken) } : decision;
    }
}
