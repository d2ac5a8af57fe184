using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Testing;

/// <summary>A request as it came over the wire.</summary>
public sealed partial class StubOpenAiRequest(int number, byte[] bytes, IReadOnlyDictionary<string, string> headers)
{
    /// <summary>From 1.</summary>
    public int Number { get; } = number;

    /// <summary>The exact bytes of the body.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>Headers, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } = headers;

    /// <summary>The body.</summary>
    public JsonObject Body { get; } = JsonNode.Parse(bytes)!.AsObject();

    /// <summary>The model asked for.</summary>
    public string Model => Body["model"]!.GetValue<string>();

    /// <summary>Role and text of each message.</summary>
    public IReadOnlyList<(string Role, string Content)> Messages =>
        [.. Body["messages"]!.AsArray().Select(message => (message!["role"]!.GetValue<string>(), TextOf(message["content"]!)))];

    /// <summary>Data addresses of the pictures sent along, with the place of their message.</summary>
    public IReadOnlyList<(int Message, string Address)> Pictures =>
    [
        .. Body["messages"]!.AsArray().SelectMany((message, index) => (message!["content"] as JsonArray ?? [])
            .Where(part => part!["type"]!.GetValue<string>() == "image_url")
            .Select(part => (index, part!["image_url"]!["url"]!.GetValue<string>()))),
    ];

    /// <summary>The last message: what a model answers to.</summary>
    public string LastText => Messages[^1].Content;

    /// <summary>Whether data is to be extracted rather than a step planned.</summary>
    public bool IsExtraction => Messages.Any(message => message.Role == "user" && message.Content.StartsWith("WHAT ", StringComparison.Ordinal));

    /// <summary>The step that is planned, from 1; 0 when the prompt names none.</summary>
    public int StepNumber => StepLine().Matches(string.Join('\n', Messages.Select(message => message.Content))) is { Count: > 0 } steps
        ? int.Parse(steps[^1].Groups[1].Value, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>json_schema, tool, json_object or text.</summary>
    public string Mode => Body["response_format"]?["type"]?.GetValue<string>() ?? (Body.ContainsKey("tools") ? "tool" : "text");

    /// <summary>The schema sent along, in either of the forms; null when there is none.</summary>
    public JsonObject? Schema => (Body["response_format"]?["json_schema"]?["schema"] ?? Body["tools"]?[0]?["function"]?["parameters"]) as JsonObject;

    /// <summary>Whether strictness is asked for.</summary>
    public bool IsStrict =>
        (Body["response_format"]?["json_schema"]?["strict"] ?? Body["tools"]?[0]?["function"]?["strict"])?.GetValue<bool>() ?? false;

    /// <summary>Whether a claim of success is checked rather than a step planned.</summary>
    public bool IsVerification => Messages.Any(message => message.Role == "user" && message.Content.StartsWith("GOAL ", StringComparison.Ordinal));

    private static string TextOf(JsonNode content) =>
        content is JsonArray parts ? string.Concat(parts.Select(part => part!["text"]?.GetValue<string>())) : content.GetValue<string>();

    [GeneratedRegex(@"^STEP (\d+)/\d+\.", RegexOptions.Multiline)]
    private static partial Regex StepLine();
}
