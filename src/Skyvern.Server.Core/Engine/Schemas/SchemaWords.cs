using System.Collections.Frozen;
using System.Text.Json;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>The words of JSON Schema, and whether an object is written in them.</summary>
internal static class SchemaWords
{
    private static readonly FrozenSet<string> Types = FrozenSet.Create(
        StringComparer.Ordinal, "string", "number", "integer", "boolean", "object", "array", "null");

    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "$schema", "$id", "$ref", "$defs", "$comment", "definitions", "title", "description", "type", "properties", "required", "items", "prefixItems",
        "additionalProperties", "patternProperties", "enum", "const", "format", "pattern", "anyOf", "oneOf", "allOf", "not", "minItems", "maxItems",
        "uniqueItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "default", "examples",
        "example", "nullable", "readOnly", "writeOnly", "deprecated", "strict", "name", "additionalItems", "minProperties", "maxProperties");

    private static readonly FrozenSet<string> Compositions = FrozenSet.Create(StringComparer.Ordinal, "anyOf", "oneOf", "allOf", "enum");

    /// <summary>Whether the word is a type of JSON Schema.</summary>
    public static bool IsType(string? word) => word is not null && Types.Contains(word);

    /// <summary>Whether the object is a schema rather than a map of properties or an example.</summary>
    public static bool IsSchema(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().All(member => Keywords.Contains(member.Name)))
        {
            return false;
        }

        return value.TryGetProperty("type", out var type) && IsTypeValue(type)
            || value.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            || value.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            || value.TryGetProperty("$schema", out _)
            || value.TryGetProperty("const", out _)
            || value.EnumerateObject().Any(member => Compositions.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.Array);
    }

    private static bool IsTypeValue(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => IsType(type.GetString()),
        JsonValueKind.Array => type.GetArrayLength() > 0 && type.EnumerateArray().All(word => word.ValueKind == JsonValueKind.String && IsType(word.GetString())),
        _ => false,
    };
}
