using System.Text.Json;

namespace Skyvern.Server.Core.Engine.Grounding;

/// <summary>The words that a schema offers to choose from: its enums and constants.</summary>
internal static class SchemaChoices
{
    /// <summary>All of them, wherever they stand.</summary>
    public static IReadOnlySet<string> Of(JsonElement? schema) =>
        schema is { } given ? Find(given).ToHashSet(StringComparer.Ordinal) : new HashSet<string>();

    private static IEnumerable<string> Find(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => property switch
        {
            { Name: "enum", Value.ValueKind: JsonValueKind.Array } => Texts(property.Value.EnumerateArray()),
            { Name: "const" } => Texts([property.Value]),
            _ => Find(property.Value),
        }),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Find),
        _ => [],
    };

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> values) => values.Select(value => value.ToString());
}
