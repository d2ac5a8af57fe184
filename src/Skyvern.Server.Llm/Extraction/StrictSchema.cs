using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>
/// Rewrites a caller's schema into the subset that strict modes accept. Values may be null in it even where the caller requires them:
/// a model that may not say "not there" would have to make something up. The caller's own schema is checked afterwards.
/// </summary>
internal static class StrictSchema
{
    private const int Deepest = 8;
    private static readonly string[] Unknown = ["$ref", "allOf", "not", "patternProperties", "if", "dependentSchemas", "prefixItems"];

    /// <summary>The schema of an answer {"data": …} as JSON text; null when it cannot be said strictly.</summary>
    public static string? For(JsonElement schema) =>
        JsonNode.Parse(schema.GetRawText()) is JsonObject root && SaysForm(root) && Convert(root, 1) is { } data
            ? new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["data"] = data },
                ["required"] = new JsonArray("data"),
                ["additionalProperties"] = false,
            }.ToJsonString()
            : null;

    // A schema that only describes may mean anything, lists and objects included.
    private static bool SaysForm(JsonObject root) => TypeOf(root) is not null || root["anyOf"] is not null || root["oneOf"] is not null || root["enum"] is not null;

    private static JsonObject? Convert(JsonNode? node, int depth)
    {
        if (node is not JsonObject schema || depth > Deepest || Unknown.Any(schema.ContainsKey))
        {
            return null;
        }

        var result = (schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices ? Choices(choices, depth) : TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => List(schema, depth),
            var scalar => Scalar(schema, scalar),
        };
        if (result is not null && schema["description"] is JsonValue description)
        {
            result["description"] = description.DeepClone();
        }

        return result;
    }

    private static JsonObject? Object(JsonObject schema, int depth)
    {
        // Objects with any keys cannot be said in strict modes.
        if (schema["properties"] is not JsonObject { Count: > 0 } properties || schema["additionalProperties"] is JsonObject)
        {
            return null;
        }

        var converted = new JsonObject();
        foreach (var (name, property) in properties)
        {
            if (Convert(property, depth + 1) is not { } value)
            {
                return null;
            }

            converted[name] = value;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = converted,
            ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject? List(JsonObject schema, int depth) =>
        Convert(schema["items"], depth + 1) is { } items ? new JsonObject { ["type"] = "array", ["items"] = items } : null;

    private static JsonObject? Choices(JsonArray choices, int depth)
    {
        var converted = choices.Select(choice => Convert(choice, depth + 1)).ToList();
        return converted.Count > 0 && converted.TrueForAll(choice => choice is not null)
            ? new JsonObject { ["anyOf"] = new JsonArray([.. converted]) }
            : null;
    }

    private static JsonObject Scalar(JsonObject schema, string? type)
    {
        var result = new JsonObject { ["type"] = type is null ? new JsonArray("string", "number", "boolean", "null") : new JsonArray(type, "null") };
        if (schema["enum"] is JsonArray words)
        {
            result["enum"] = new JsonArray([.. words.Where(word => word is not null).Select(word => word!.DeepClone()), null]);
        }

        return result;
    }

    private static string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonValue value when value.TryGetValue(out string? type) && type != "null" => type,
        JsonArray types => types.Select(type => type?.GetValue<string>()).FirstOrDefault(type => type != "null"),
        _ => schema.ContainsKey("properties") ? "object" : schema.ContainsKey("items") ? "array" : null,
    };
}
