using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Decides whether what rules found answers a schema so fully that no model needs to be asked.</summary>
internal static class RuleFinding
{
    /// <summary>
    /// Whether every record has its required properties (all of them where the schema names none) and no property is without a value
    /// in every record: rules that found none of a kind may just not know its name.
    /// </summary>
    public static bool IsWhole(JsonNode? data, JsonElement schema) => data switch
    {
        JsonArray list => list.Count > 0 && Items(schema) is { } items && AreWhole([.. list], items),
        _ => AreWhole([data], schema),
    };

    private static bool AreWhole(IReadOnlyList<JsonNode?> nodes, JsonElement schema)
    {
        if (Member(schema, "properties") is not { ValueKind: JsonValueKind.Object } properties)
        {
            return nodes.All(node => node is JsonValue || (node is JsonArray && IsWhole(node, schema)));
        }

        if (nodes.Any(node => node is not JsonObject))
        {
            return false;
        }

        var required = Member(schema, "required") is { ValueKind: JsonValueKind.Array } names && names.GetArrayLength() > 0
            ? names.EnumerateArray().Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal)
            : null;
        return properties.EnumerateObject().All(property =>
        {
            var found = nodes.Select(node => node![property.Name]).Where(value => value is not null).ToList();
            var needed = required?.Contains(property.Name) ?? true;
            return found.Count > 0 && (!needed || found.Count == nodes.Count) && found.TrueForAll(value => IsWhole(value, property.Value));
        });
    }

    private static JsonElement? Items(JsonElement schema) => Member(schema, "items") is { ValueKind: JsonValueKind.Object } items ? items : null;

    private static JsonElement? Member(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var member) ? member : null;
}
