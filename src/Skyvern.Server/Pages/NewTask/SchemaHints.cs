using System.Text.Json;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>Finds what is allowed in a schema and yet hardly meant: words that are no types, and required properties that nothing describes.</summary>
internal static class SchemaHints
{
    private const int MostDepth = 16;
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    /// <summary>A sentence each.</summary>
    public static IEnumerable<string> Find(JsonElement schema) => Look(schema, "the output", 0);

    private static IEnumerable<string> Look(JsonElement schema, string place, int depth)
    {
        if (depth > MostDepth || schema.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && !Types.Contains(type.GetString()))
        {
            yield return $"The type of {place}, \"{type.GetString()}\", is none of {string.Join(", ", Types)}.";
        }

        var properties = schema.TryGetProperty("properties", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        if (properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in Required(schema).Where(name => !properties.TryGetProperty(name, out _)))
            {
                yield return $"\"{name}\" is required of {place}, but it is not among the properties.";
            }

            foreach (var hint in properties.EnumerateObject().SelectMany(property => Look(property.Value, $"\"{property.Name}\"", depth + 1)))
            {
                yield return hint;
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            foreach (var hint in Look(items, $"the entries of {place}", depth + 1))
            {
                yield return hint;
            }
        }
    }

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
            ? required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
            : [];
}
