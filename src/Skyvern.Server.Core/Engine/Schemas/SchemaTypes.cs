using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>Reads types and limits of a schema.</summary>
internal static class SchemaTypes
{
    /// <summary>The types it allows; empty: any.</summary>
    public static IReadOnlyList<string> Of(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return [];
        }

        var types = type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()!],
            JsonValueKind.Array => type.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!).ToList(),
            _ => (List<string>)[],
        };
        if (types.Count > 0 && schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True)
        {
            types.Add("null");
        }

        return types;
    }

    /// <summary>Names of the properties it requires.</summary>
    public static IReadOnlyList<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
            ? [.. required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : [];

    /// <summary>A numeric keyword's value.</summary>
    public static decimal? Number(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    /// <summary>Whether the value is of the type as it stands.</summary>
    public static bool Fits(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) => true,
        ("string", JsonValueKind.String) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => NumberOf(value!) is { } number && number == Math.Floor(number),
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("object", JsonValueKind.Object) => true,
        ("array", JsonValueKind.Array) => true,
        _ => false,
    };

    /// <summary>The number a node holds, however it was made.</summary>
    public static double? NumberOf(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number ? JsonSerializer.SerializeToElement(value).GetDouble() : null;

    /// <summary>The types in words: <c>a number or null</c>.</summary>
    public static string Describe(IReadOnlyList<string> types) => string.Join(" or ", types.Select(type => type switch
    {
        "null" => "null",
        "integer" => "a whole number",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "an object",
        "string" => "a text",
        _ => $"a {type}",
    }));

    /// <summary>The value as it is quoted in a problem.</summary>
    public static string Show(JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
