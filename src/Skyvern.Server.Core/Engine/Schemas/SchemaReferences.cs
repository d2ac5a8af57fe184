using System.Text.Json;

namespace Skyvern.Server.Core.Engine.Schemas;

/// <summary>Follows <c>$ref</c> within one schema document.</summary>
internal static class SchemaReferences
{
    private const int MaxChain = 16;

    /// <summary>The schema itself, or what its chain of references ends at; null when it leads nowhere or round in a circle.</summary>
    public static JsonElement? Resolve(JsonElement root, JsonElement schema)
    {
        var current = schema;
        for (var i = 0; i < MaxChain; i++)
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty("$ref", out var reference) || reference.ValueKind != JsonValueKind.String)
            {
                return current;
            }

            if (Find(root, reference.GetString()!) is not { } next)
            {
                return null;
            }

            current = next;
        }

        return null;
    }

    private static JsonElement? Find(JsonElement root, string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        var current = root;
        foreach (var part in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (current.ValueKind == JsonValueKind.Object && current.TryGetProperty(name, out var member))
            {
                current = member;
            }
            else if (current.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < current.GetArrayLength())
            {
                current = current[index];
            }
            else
            {
                return null;
            }
        }

        return current;
    }
}
