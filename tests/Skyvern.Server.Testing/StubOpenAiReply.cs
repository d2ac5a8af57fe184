using System.Text.Json.Nodes;

namespace Skyvern.Server.Testing;

/// <summary>What the stub answers: content as a model would write it, or one of the faults that endpoints have.</summary>
public sealed record StubOpenAiReply
{
    public string Content { get; init; } = "";

    public string FinishReason { get; init; } = "stop";

    public int Status { get; init; } = 200;

    /// <summary>A body of its own instead of a completion.</summary>
    public string? RawBody { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public TimeSpan Delay { get; init; }

    /// <summary>The answer begins no sooner than this has ended; then its delay begins.</summary>
    public Task After { get; init; } = Task.CompletedTask;

    /// <summary>Whether the connection breaks in the middle of the body.</summary>
    public bool CutsConnection { get; init; }

    public bool HasUsage { get; init; } = true;

    public int CachedTokens { get; init; }

    public int ReasoningTokens { get; init; }

    public int? CacheWriteTokens { get; init; }

    /// <summary>Why the model itself does not want to answer.</summary>
    public string? Refusal { get; init; }

    /// <summary>A reply of a model.</summary>
    public static StubOpenAiReply Of(string content) => new() { Content = content };

    /// <summary>An error as OpenAI writes it.</summary>
    public static StubOpenAiReply Error(int status, string message, string? code = null, string? parameter = null) => new()
    {
        Status = status,
        RawBody = new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error", ["param"] = parameter, ["code"] = code },
        }.ToJsonString(),
    };

    public static StubOpenAiReply RateLimited(string header, string value) =>
        Error(429, "Rate limit reached for requests", "rate_limit_exceeded") with { Headers = new Dictionary<string, string> { [header] = value } };

    public static StubOpenAiReply ContextTooLong() =>
        Error(400, "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.", "context_length_exceeded", "messages");

    public static StubOpenAiReply Unauthorized() => Error(401, "Incorrect API key provided: sk-wrong-key. You can find your key in your account.", "invalid_api_key");

    public static StubOpenAiReply Filtered() => new() { FinishReason = "content_filter" };

    public static StubOpenAiReply Refused(string words) => new() { Refusal = words };

    /// <summary>The page of a proxy or of another server, instead of an answer.</summary>
    public static StubOpenAiReply WebPage(int status, string title) =>
        new() { Status = status, RawBody = $"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1><hr>nginx</body></html>" };

    public static StubOpenAiReply CutBody() => Of("{}") with { CutsConnection = true };

    public static StubOpenAiReply Slow(TimeSpan delay) => Of("{}") with { Delay = delay };

    /// <summary>The completion in the form the request asks for: content, or a call of its tool.</summary>
    public JsonObject Completion(StubOpenAiRequest request)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Refusal is null ? Content : null };
        if (Refusal is not null)
        {
            message["refusal"] = Refusal;
        }

        if (request.Mode == "tool" && Content.Length > 0)
        {
            message["content"] = null;
            message["tool_calls"] = new JsonArray(new JsonObject
            {
                ["id"] = "call_1",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = "step", ["arguments"] = Content },
            });
        }

        var completion = new JsonObject
        {
            ["id"] = $"chatcmpl-{request.Number}",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = request.Model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = FinishReason }),
        };
        if (HasUsage)
        {
            completion["usage"] = Usage(request);
        }

        return completion;
    }

    private JsonObject Usage(StubOpenAiRequest request)
    {
        var input = Tokens(request.Messages.Sum(message => message.Content.Length));
        var output = Tokens(Content.Length) + ReasoningTokens;
        var details = new JsonObject { ["cached_tokens"] = CachedTokens };
        if (CacheWriteTokens is { } written)
        {
            details["cache_write_tokens"] = written;
        }

        return new JsonObject
        {
            ["prompt_tokens"] = input,
            ["completion_tokens"] = output,
            ["total_tokens"] = input + output,
            ["prompt_tokens_details"] = details,
            ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = ReasoningTokens },
        };
    }

    private static int Tokens(int characters) => (int)Math.Ceiling(characters / 3.5);
}
