using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Llm.Replies;

/// <summary>Reads the controls and values of a fill: a list of pairs, a map from ref to value, or one pair of its own.</summary>
internal static class FillReader
{
    private static readonly string[] ValueNames = ["value", "text", "input", "content", "option", "checked"];

    /// <summary>The fill; null when a pair has no ref, since half a form must not be sent.</summary>
    public static FillAction? Read(LooseObject arguments, string? reference)
    {
        var pairs = arguments.Node("fields", "values", "inputs", "items", "entries", "form") switch
        {
            JsonArray list => list.Select(Pair).ToList(),
            JsonObject map => [.. map.Select(member => Field(member.Key, Value(member.Value)))],
            _ => [Field(reference, arguments.Text(ValueNames))],
        };
        return pairs.Count > 0 && pairs.TrueForAll(pair => pair is not null) ? new FillAction([.. pairs.OfType<FieldValue>()]) : null;
    }

    private static FieldValue? Pair(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray { Count: 2 } tuple:
                return Field(LooseObject.TextOf(tuple[0]), Value(tuple[1]));
            case JsonObject json:
                var loose = new LooseObject(json);
                if (loose.Text("ref", "element", "elementid", "index", "id", "field", "target") is { } reference)
                {
                    return Field(reference, loose.Has(ValueNames) ? Value(loose.Node(ValueNames)) : null);
                }

                return json.Count == 1 ? Field(json.First().Key, Value(json.First().Value)) : null;
            default:
                return null;
        }
    }

    private static FieldValue? Field(string? reference, string? value) =>
        ElementRef.Read(reference) is { } found && value is not null ? new FieldValue(found, value) : null;

    private static string Value(JsonNode? node) =>
        node is JsonArray list ? string.Join(", ", list.Select(LooseObject.TextOf)) : LooseObject.TextOf(node) ?? "";
}
