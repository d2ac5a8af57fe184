using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Client;

/// <summary>Reads the body of a chat completion, as OpenAI and its look-alikes write it.</summary>
internal static class LlmReplyReader
{
    /// <summary>The reply, or null when the body is not a chat completion (cut off, a proxy's page, an error in disguise).</summary>
    public static LlmReply? TryRead(string body, string model)
    {
        if (Parse(body) is not JsonObject root || root["choices"] is not JsonArray { Count: > 0 } choices || choices[0] is not JsonObject choice)
        {
            return null;
        }

        var message = choice["message"] as JsonObject;
        var text = TextOf(message);
        return text.Length == 0 && Text(message?["refusal"]) is { Length: > 0 } refusal
            ? new LlmReply(refusal, LlmFinish.Declined, UsageOf(root, model))
            : new LlmReply(text, FinishOf(choice), UsageOf(root, model));
    }

    /// <summary>JSON, or null.</summary>
    public static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TextOf(JsonObject? message)
    {
        if (message?["tool_calls"] is JsonArray { Count: > 0 } calls && (calls[0] as JsonObject)?["function"] is JsonObject function)
        {
            // Some servers send the arguments as an object instead of a string.
            return function["arguments"] is { } arguments ? Text(arguments) ?? arguments.ToJsonString() : "";
        }

        var text = message?["content"] switch
        {
            JsonArray parts => string.Concat(parts.Select(part => Text((part as JsonObject)?["text"] ?? part))),
            { } content => Text(content),
            null => null,
        };
        return string.IsNullOrWhiteSpace(text) ? "" : text;
    }

    private static LlmFinish FinishOf(JsonObject choice) => Text(choice["finish_reason"])?.ToLowerInvariant() switch
    {
        "length" or "max_tokens" => LlmFinish.Length,
        "content_filter" or "safety" or "prohibited_content" => LlmFinish.Filtered,
        _ => LlmFinish.Stop,
    };

    private static TokenUsage UsageOf(JsonObject root, string model)
    {
        var name = Text(root["model"]) is { Length: > 0 } answered ? answered : model;
        if (root["usage"] is not JsonObject usage)
        {
            return new TokenUsage(name, 0, null, 0, null, 1);
        }

        var details = usage["prompt_tokens_details"] ?? usage["input_tokens_details"];
        var cached = Number(details, "cached_tokens") ?? Number(usage, "prompt_cache_hit_tokens") ?? Number(usage, "cache_read_input_tokens");
        var written = Number(details, "cache_write_tokens") ?? Number(details, "cache_creation_tokens") ?? Number(usage, "cache_creation_input_tokens");
        var reasoning = Number(usage["completion_tokens_details"] ?? usage["output_tokens_details"], "reasoning_tokens");

        // prompt_tokens holds the cached ones; input_tokens, as Anthropic counts, does not.
        var input = Number(usage, "prompt_tokens") ?? (Number(usage, "input_tokens") ?? 0) + (cached ?? 0) + (written ?? 0);
        var output = Number(usage, "completion_tokens") ?? Number(usage, "output_tokens") ?? 0;
        return new TokenUsage(name, input, cached, output, reasoning, 1) { CacheWrite = written };
    }

    private static int? Number(JsonNode? parent, string name) =>
        parent is JsonObject owner && owner[name] is JsonValue value && value.TryGetValue(out double number) && number is >= 0 and < int.MaxValue
            ? (int)number
            : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
