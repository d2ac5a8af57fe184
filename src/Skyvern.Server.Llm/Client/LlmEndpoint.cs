namespace Skyvern.Server.Llm.Client;

/// <summary>The base address of the API, from what people write into the settings.</summary>
internal static class LlmEndpoint
{
    private const string OpenAi = "https://api.openai.com/v1";
    private const string Route = "/chat/completions";

    /// <summary>The address below which chat/completions lies.</summary>
    public static Uri BaseAddress(LlmOptions options)
    {
        var address = new Uri(string.IsNullOrWhiteSpace(options.Endpoint) ? OpenAi : options.Endpoint.Trim());
        var path = address.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(Route, StringComparison.OrdinalIgnoreCase))
        {
            path = path[..^Route.Length];
        }

        if (IsAzure(address) && !path.Contains("/v1", StringComparison.OrdinalIgnoreCase))
        {
            path = "/openai/v1";
        }
        else if (path.Length == 0)
        {
            path = "/v1";
        }

        return new UriBuilder(address) { Path = path, Query = "", Fragment = "" }.Uri;
    }

    /// <summary>Whether the endpoint is OpenAI itself.</summary>
    public static bool IsOpenAi(LlmOptions options) => BaseAddress(options).Host.EndsWith("api.openai.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the endpoint is an Azure resource: keys go into another header there.</summary>
    public static bool IsAzure(LlmOptions options) => IsAzure(BaseAddress(options));

    private static bool IsAzure(Uri address) =>
        address.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase)
        || address.Host.EndsWith(".cognitiveservices.azure.com", StringComparison.OrdinalIgnoreCase)
        || address.Host.EndsWith(".services.ai.azure.com", StringComparison.OrdinalIgnoreCase);
}
