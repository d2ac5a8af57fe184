using System.Net;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Http;

/// <summary>Stops a server whose addresses are none: to listen on, or to stand in a link.</summary>
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

        return ValidateOptionsResult.Success;
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
