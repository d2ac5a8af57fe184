using System.Text.Json.Nodes;
using Skyvern.Server.Pages.Snippets;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Pages.Runs;

/// <summary>A run's webhook as it is sent.</summary>
/// <param name="Body">The exact text.</param>
/// <param name="Shown">The same with line breaks.</param>
/// <param name="Headers">The headers that prove where it comes from.</param>
public sealed record SentWebhook(string Body, string Shown, IReadOnlyDictionary<string, string> Headers)
{
    internal static SentWebhook Of(SignedBody signed)
    {
        var body = WebhookTrial.TextOf(signed);
        return new SentWebhook(body, RequestCode.ToText(JsonNode.Parse(body)), signed.Headers);
    }
}
