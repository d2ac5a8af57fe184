using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Stops the server at a proxy that cannot be one: a run must not quietly go out directly.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var broken = options.Places.Where(place => UpstreamProxy.TryParse(place.Value.Server, isCallers: false) is null).Select(place => place.Key).ToList();
        return broken.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(broken.Select(place => $"Proxies:Places:{place}:Server must be an address like http://host:port."));
    }
}
