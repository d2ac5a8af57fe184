using System.Net;

namespace Skyvern.Server.Core.Browsing;

/// <summary>What of the network may be reached.</summary>
public interface IAddressPolicy
{
    /// <summary>Judges an address as written, without a look-up.</summary>
    AddressDecision Check(Uri address);

    /// <summary>Looks the name up and judges every address it stands for; the caller connects to the returned ones only.</summary>
    Task<AddressDecision> ResolveAsync(Uri address, CancellationToken cancellationToken);
}

/// <summary>A judgement on an address.</summary>
/// <param name="Allowed">Whether it may be reached.</param>
/// <param name="Reason">Why not, naming the host, to be put behind "The address in url " or the like; null when allowed.</param>
/// <param name="Addresses">What the name stands for, where it was looked up and allowed.</param>
public sealed record AddressDecision(bool Allowed, string? Reason, IReadOnlyList<IPAddress> Addresses)
{
    /// <summary>Whether the name just could not be looked up: no refusal, and it may be known later.</summary>
    public bool IsUnknownHost { get; init; }
}
