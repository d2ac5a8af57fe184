using Microsoft.Extensions.Options;

namespace Skyvern.Server.Llm;

/// <summary>Checks single settings by their attributes.</summary>
[OptionsValidator]
internal sealed partial class LlmOptionsValidator : IValidateOptions<LlmOptions>;

/// <summary>Checks what settings mean together.</summary>
internal sealed class LlmEndpointValidator : IValidateOptions<LlmOptions>
{
    public ValidateOptionsResult Validate(string? name, LlmOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.Endpoint)
            && (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0))
        {
            return ValidateOptionsResult.Fail(
                "Llm:Endpoint must be an http or https address without a user name, e.g. http://localhost:11434/v1; put the key into Llm:ApiKey.");
        }

        if (options.Credential == LlmCredential.Entra && !(options.Endpoint?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ?? false))
        {
            return ValidateOptionsResult.Fail(
                "Llm:Credential Entra needs Llm:Endpoint, the https address of an Azure OpenAI resource, e.g. https://NAME.openai.azure.com.");
        }

        if (options.ApiKey?.Any(character => character is < '!' or > '~') ?? false)
        {
            return ValidateOptionsResult.Fail("Llm:ApiKey holds blanks, line breaks or characters that no key has; check how it was pasted.");
        }

        return ValidateOptionsResult.Success;
    }
}
