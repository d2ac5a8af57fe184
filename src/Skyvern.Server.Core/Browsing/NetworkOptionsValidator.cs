using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Stops the server at a list of hosts that cannot be read: a typo must not quietly close or open the network.</summary>
internal sealed class NetworkOptionsValidator : IValidateOptions<NetworkOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkOptions options) =>
        !AllowedHosts.TryParse(options.AllowedHosts, out _, out var broken)
            ? ValidateOptionsResult.Fail(
                $"Network:AllowedHosts: '{broken}' is not a host name, an address or a CIDR range, each with an optional port as in 'intranet:8080'.")
        : AllowedOrigins.FindBroken(options.AllowedOrigins) is { } wrong
            ? ValidateOptionsResult.Fail($"Network:AllowedOrigins: '{wrong}' is not an origin as https://shop.example or a host as *.corp.example.")
        : ValidateOptionsResult.Success;
}
