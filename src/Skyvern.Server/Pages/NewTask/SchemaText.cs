using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>What a person writes into the field for the output's form: JSON, or plain words.</summary>
/// <param name="Value">What is sent; null: nothing.</param>
/// <param name="Fault">Why it cannot be sent, with the line; null: it can.</param>
/// <param name="Reading">How the server understands it.</param>
internal sealed record SchemaText(JsonNode? Value, string? Fault, string Reading)
{
    private const int MostNames = 6;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static SchemaText Read(string text) => text.Trim() switch
    {
        "" => new(null, null, "No data is asked for: the run ends when its goal is reached."),
        ['{' or '[', ..] => ReadJson(text),
        var words => new(JsonValue.Create(words), null, "Read as a description in words. For a fixed form write JSON, such as {\"price\": \"number\"}."),
    };

    private static SchemaText ReadJson(string text)
    {
        try
        {
            var value = JsonNode.Parse(text, nodeOptions: null, Strict)!;
            var schema = SchemaNormalizer.Normalize(JsonSerializer.SerializeToElement(value))!.Value;
            return new(value, null, string.Join(' ', [Describe(schema), .. SchemaHints.Find(schema)]));
        }
        catch (JsonException e)
        {
            return new(null, Explain(e), "");
        }
    }

    private static string Describe(JsonElement schema) => TypeOf(schema) switch
    {
        "object" => $"The output is an object with {Names(schema)}.",
        "array" when schema.TryGetProperty("items", out var items) && TypeOf(items) == "object" => $"The output is a list of objects with {Names(items)}.",
        "array" => "The output is a list.",
        { } type => $"The output is a {type}.",
        null => "Any data that fits this schema.",
    };

    private static string? TypeOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static string Names(JsonElement schema)
    {
        string[] names = schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? [.. properties.EnumerateObject().Select(property => property.Name)]
            : [];
        return names.Length switch
        {
            0 => "whatever is found",
            <= MostNames => string.Join(", ", names),
            _ => $"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more",
        };
    }

    // The parser's sentence ends in the place, counted from zero.
    private static string Explain(JsonException e)
    {
        var sentence = e.Message;
        foreach (var tail in new[] { " Path:", " LineNumber:" })
        {
            sentence = sentence.IndexOf(tail, StringComparison.Ordinal) is var end and >= 0 ? sentence[..end] : sentence;
        }

        return e.LineNumber is { } line ? $"Line {line + 1}: {sentence}" : sentence;
    }
}
