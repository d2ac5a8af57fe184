using Microsoft.Extensions.Options;

namespace Skyvern.Server.Http;

/// <summary>Stops a server whose public address could not stand in a link.</summary>
internal sealed class PublicUrlValidator : IValidateOptions<ServerOptions>
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

        return ValidateOptionsResult.Success;
    }
}
