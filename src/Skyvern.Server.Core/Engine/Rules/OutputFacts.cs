using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>
/// What the planner itself knows for the output: a schema may ask whether the form went through and what the site said. That is known from the evidence,
/// not from the page's data.
/// </summary>
internal static class OutputFacts
{
    private static readonly HashSet<string> SentWords = new(StringComparer.Ordinal)
    {
        "success", "successful", "succeeded", "submitted", "sent", "completed", "done", "ok", "form submitted", "message sent", "application submitted", "is submitted", "is success", "submission successful", "was successful",
    };

    private static readonly HashSet<string> AnswerWords = new(StringComparer.Ordinal)
    {
        "confirmation", "confirmation message", "confirmation text", "success message", "result message", "response message", "status message",
    };

    /// <summary>Whether something has to be extracted for the schema: more than facts.</summary>
    public static bool AsksForData(JsonElement? schema) =>
        SchemaNormalizer.Normalize(schema) is { } normal && (Properties(normal) is not { Count: > 0 } properties || properties.Any(property => !IsFact(property.Name, property.Value)));

    /// <summary>The output with the facts put in where nothing was extracted; null: the extracted data as it is.</summary>
    public static string? Merge(JsonElement? schema, string? extracted, string? sentEvidence)
    {
        if (sentEvidence is null || SchemaNormalizer.Normalize(schema) is not { } normal || Properties(normal) is not { Count: > 0 } properties || !properties.Any(property => IsFact(property.Name, property.Value)))
        {
            return null;
        }

        if ((extracted is null ? new JsonObject() : JsonNode.Parse(extracted)) is not JsonObject output)
        {
            return null;
        }

        foreach (var property in properties.Where(property => IsFact(property.Name, property.Value) && output[property.Name] is null))
        {
            output[property.Name] = SentWords.Contains(Wording.Normalize(property.Name)) ? JsonValue.Create(true) : JsonValue.Create(sentEvidence);
        }

        return output.ToJsonString();
    }

    private static List<JsonProperty> Properties(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? [.. properties.EnumerateObject()] : [];

    private static bool IsFact(string name, JsonElement schema) => Wording.Normalize(name) is var words && SchemaTypes.Of(schema) is var types
        && ((SentWords.Contains(words) && types.Contains("boolean")) || (AnswerWords.Contains(words) && types.Contains("string")));
}
