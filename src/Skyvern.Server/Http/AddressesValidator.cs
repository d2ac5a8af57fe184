using System.Net;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Http;

/// <summary>Stops a server whose addresses are none: to listen on, to stand in a link, or of a proxy.</summary>
internal sealed class AddressesValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        foreach (var (setting, value) in new[] { ("Server:BaseUrl", options.BaseUrl), ("Server:ApiUrl", options.ApiUrl) })
        {
            if (value.Length > 0 && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                return ValidateOptionsResult.Fail($"{setting} must be an http or https address such as https://skyvern.example.com, not \"{value}\".");
            }
        }

        foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!CanBeParsed(url))
            {
                return ValidateOptionsResult.Fail($"Server:Urls takes addresses such as http://localhost:8000 or http://+:8000, separated by semicolons, not \"{url}\".");
            }
        }

        return TrustedProxies.FindBroken(options.TrustedProxies) is { } wrong
            ? ValidateOptionsResult.Fail($"Server:TrustedProxies takes addresses and networks such as 10.0.0.7 or 10.0.0.0/8, separated by commas, not \"{wrong}\".")
            : ValidateOptionsResult.Success;
    }

    private static bool CanBeParsed(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= IPEndPoint.MaxPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
