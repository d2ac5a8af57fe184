namespace Skyvern.Server.Egress;

/// <summary>The address policy refuses a request; trying again would not help.</summary>
internal sealed class AddressRefusedException(string reason) : HttpRequestException($"The address {reason}.");
