using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>
/// Brings what callers give as the form of their data into JSON Schema: a schema stays as it is, a bare map of properties becomes an object,
/// a list of examples an array, a text that is no JSON a schema that only describes.
/// </summary>
public static class SchemaNormalizer
{
    private const int MaxDepth = 32;

    /// <summary>The schema in normal form; null when none was given.</summary>
    public static JsonElement? Normalize(JsonElement? raw)
    {
        if (raw is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return JsonSerializer.SerializeToElement(SchemaOf(value, 0));
        }

        var text = value.GetString()!.Trim();
        if (text.Length == 0)
        {
            return null;
        }

        return ParseObjectOrList(text) is { } parsed ? Normalize(parsed) : JsonSerializer.SerializeToElement(Describing(text));
    }

    // The dialect tells it from a bare map with a property called "description".
    private static JsonObject Describing(string text) => new() { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["description"] = text };

    private static JsonElement? ParseObjectOrList(string text)
    {
        if (text[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject SchemaOf(JsonElement value, int depth) => value.ValueKind switch
    {
        _ when depth > MaxDepth => [],
        JsonValueKind.Object when SchemaWords.IsSchema(value) => WithType(JsonObject.Create(value)!),
        JsonValueKind.Object => ObjectOf(value, depth),
        JsonValueKind.Array => ListOf(value, depth),
        JsonValueKind.String => depth == 0 ? [] : TypePhrase.SchemaOf(value.GetString()!),
        JsonValueKind.Number => new JsonObject { ["type"] = "number" },
        JsonValueKind.True or JsonValueKind.False => new JsonObject { ["type"] = "boolean" },
        _ => [],
    };

    private static JsonObject WithType(JsonObject schema)
    {
        if (schema["properties"] is JsonObject && schema["type"] is null)
        {
            schema.Insert(0, "type", "object");
        }

        return schema;
    }

    private static JsonObject ObjectOf(JsonElement map, int depth)
    {
        var properties = new JsonObject();
        foreach (var member in map.EnumerateObject())
        {
            properties[member.Name] = SchemaOf(member.Value, depth + 1);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private static JsonObject ListOf(JsonElement list, int depth)
    {
        var schema = new JsonObject { ["type"] = "array" };
        foreach (var example in list.EnumerateArray().Select(item => SchemaOf(item, depth + 1)))
        {
            // Later examples may name properties that the first one lacks.
            if (schema["items"]?["properties"] is JsonObject known && example["properties"] is JsonObject more)
            {
                foreach (var (name, property) in more.Where(property => !known.ContainsKey(property.Key)).ToList())
                {
                    known[name] = property?.DeepClone();
                }
            }
            else
            {
                schema["items"] ??= example;
            }
        }

        return schema;
    }
}
