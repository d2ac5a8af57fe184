using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Texts with places for values: <c>{{ key }}</c>, <c>{{ step_output.items[0].name }}</c>. There are no filters and no statements.</summary>
public static partial class Template
{
    /// <summary>What the places of a text refer to; null for one that is no plain reference.</summary>
    public static IEnumerable<(string Written, TemplateReference? Reference)> Places(string text) =>
        Place().Matches(text).Select(match => (match.Value, Read(match.Value)));

    /// <summary>The text with its values.</summary>
    /// <exception cref="TemplateException">A place has no value.</exception>
    public static string Fill(string text, WorkflowValues values) => Place().Replace(text, match => values.TextOf(ReferenceOf(match.Value)));

    /// <summary>The same for every text in a JSON value; a text that is nothing but one place becomes the value itself.</summary>
    /// <exception cref="TemplateException">A place has no value.</exception>
    public static JsonElement Fill(JsonElement json, WorkflowValues values) => JsonSerializer.SerializeToElement(Node(json, values));

    private static JsonNode? Node(JsonElement json, WorkflowValues values) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Node(field.Value, values)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => Node(item, values))]),
        JsonValueKind.String => Text(json.GetString()!, values),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(json),
    };

    private static JsonNode? Text(string text, WorkflowValues values) =>
        Place().Match(text) is { Success: true } only && only.Value == text.Trim()
            ? JsonSerializer.SerializeToNode(values.Find(ReferenceOf(only.Value)))
            : JsonValue.Create(Fill(text, values));

    private static TemplateReference ReferenceOf(string written) =>
        Read(written) ?? throw new TemplateException($"{written} is no plain reference such as {{{{ key }}}} or {{{{ label_output.field }}}}.");

    private static TemplateReference? Read(string written)
    {
        var match = Reference().Match(written);
        return match.Success
            ? new TemplateReference(written, match.Groups["name"].Value, [.. match.Groups["part"].Captures.Select(part => part.Value)])
            : null;
    }

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\{\{\s*(?<name>[\p{L}_][\p{L}\p{N}_]*)(?:\.(?<part>[\p{L}\p{N}_]+)|\[\s*(?:(?<part>\d+)|'(?<part>[^']*)'|""(?<part>[^""]*)"")\s*\])*\s*\}\}$")]
    private static partial Regex Reference();
}

/// <summary>What a place in a text stands for.</summary>
/// <param name="Written">As written, for messages.</param>
/// <param name="Name">A parameter's key or a block's output.</param>
/// <param name="Path">Fields and positions within it.</param>
public sealed record TemplateReference(string Written, string Name, IReadOnlyList<string> Path);

/// <summary>A place in a text has no value; the message says which.</summary>
public sealed class TemplateException(string message) : Exception(message);
