using System.Text.Json.Nodes;

namespace Skyvern.Server.Testing;

/// <summary>The published rules of OpenAI's strict mode: root object, closed objects, every property required, known keywords, limited depth.</summary>
public static class StubOpenAiStrictSchema
{
    private const int Deepest = 10;
    private const int MostProperties = 5000;

    private static readonly string[] Known =
    [
        "type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "const", "description", "title", "$ref", "$defs",
        "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems",
    ];

    /// <summary>Why the schema would be refused; null when it is accepted.</summary>
    public static string? Problem(JsonObject schema)
    {
        if (schema["type"]?.ToJsonString() != "\"object\"" || schema.ContainsKey("anyOf"))
        {
            return "the root must be an object and not anyOf";
        }

        var properties = 0;
        return Check(schema, "root", 1, ref properties) ?? (properties > MostProperties ? "too many properties" : null);
    }

    private static string? Check(JsonNode? node, string path, int depth, ref int properties)
    {
        if (node is not JsonObject schema)
        {
            return $"{path}: schema must be an object";
        }

        if (depth > Deepest)
        {
            return $"{path}: nested deeper than {Deepest} levels";
        }

        if (schema.FirstOrDefault(member => !Known.Contains(member.Key)) is { Key: { } unknown })
        {
            return $"{path}: keyword '{unknown}' is not permitted";
        }

        if (!schema.ContainsKey("type") && !schema.ContainsKey("anyOf") && !schema.ContainsKey("$ref") && !schema.ContainsKey("enum") && !schema.ContainsKey("const"))
        {
            return $"{path}: schema must have a 'type' key";
        }

        return CheckObject(schema, path, depth, ref properties) ?? CheckParts(schema, path, depth, ref properties);
    }

    private static string? CheckObject(JsonObject schema, string path, int depth, ref int properties)
    {
        if (!Types(schema).Contains("object"))
        {
            return null;
        }

        if (schema["additionalProperties"]?.ToJsonString() != "false")
        {
            return $"{path}: 'additionalProperties' is required to be supplied and to be false";
        }

        var members = schema["properties"] as JsonObject ?? [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        if (!required.SetEquals(members.Select(member => member.Key)))
        {
            return $"{path}: 'required' is required to be supplied and to be an array including every key in properties";
        }

        foreach (var (name, member) in members)
        {
            properties++;
            if (Check(member, $"{path}.{name}", depth + 1, ref properties) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? CheckParts(JsonObject schema, string path, int depth, ref int properties)
    {
        if (Types(schema).Contains("array") && Check(schema["items"], $"{path}[]", depth, ref properties) is { } inItems)
        {
            return inItems;
        }

        foreach (var choice in schema["anyOf"] as JsonArray ?? [])
        {
            if (Check(choice, $"{path}|", depth, ref properties) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string[] Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
        { } one => [one.GetValue<string>()],
        null => [],
    };
}
