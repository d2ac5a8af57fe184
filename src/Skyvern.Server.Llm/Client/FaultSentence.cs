using System.Text.RegularExpressions;

namespace Skyvern.Server.Llm.Client;

/// <summary>Says in plain words why a model could not be used, with the provider's words and what to do, and never with a key.</summary>
internal static partial class FaultSentence
{
    public static string For(ProviderError error, string model, LlmOptions options)
    {
        var host = LlmEndpoint.BaseAddress(options).Host;
        var words = Masked(error.Words.Length > 0 ? error.Words : "no reason given", options);
        return error switch
        {
            { Kind: ProviderErrorKind.Filtered } => $"The content filter of model {model} at {host} refused the page or the goal: {words}",
            { Status: 401 } => $"{host} did not accept the key for model {model} (401): {words} Check Llm:ApiKey.",
            { Status: 402 } or { Status: 429, Kind: ProviderErrorKind.Refused } => $"The account at {host} cannot pay for model {model} ({error.Status}): {words}",
            { Status: 403 } => $"{host} does not allow model {model} to this account (403): {words}",
            { Status: 404 } => $"{host} does not know model {model} (404): {words} Check Llm:Model and Llm:Endpoint.",
            { Status: 429 } => $"The rate limit of model {model} at {host} was still reached after several tries (429): {words}",
            { Status: 0 } => $"The model {model} at {host} could not be reached: {words}",
            _ => $"The model {model} at {host} failed ({error.Status}): {words}",
        };
    }

    /// <summary>The text without the configured key or anything that looks like one.</summary>
    public static string Masked(string text, LlmOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.ApiKey))
        {
            text = text.Replace(options.ApiKey.Trim(), "***", StringComparison.Ordinal);
        }

        return KeyLike().Replace(text, "***");
    }

    [GeneratedRegex(@"\bsk-[A-Za-z0-9_*\-]{4,}|(?<=Bearer )\S+")]
    private static partial Regex KeyLike();
}
