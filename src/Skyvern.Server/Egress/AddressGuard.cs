using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Egress;

/// <summary>Judges every request, also those that reuse a connection opened for another address of the same host.</summary>
internal sealed class AddressGuard(IAddressPolicy policy) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        policy.Check(request.RequestUri!) is { Allowed: false, Reason: { } reason }
            ? throw new AddressRefusedException(reason)
            : base.SendAsync(request, cancellationToken);
}
