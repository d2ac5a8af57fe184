using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Json;

namespace Skyvern.Server.Pages.Runs;

/// <summary>A line of JSON as a page shows it.</summary>
/// <param name="Depth">How far it is set in.</param>
/// <param name="Name">The member's name; null: none.</param>
/// <param name="Value">The value, or the bracket that opens or closes one.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Mark">What is wrong with it.</param>
public sealed record JsonLine(int Depth, string? Name, string Value, JsonValueKind Kind, OutputMark? Mark)
{
    /// <summary>Longer data is to be downloaded: a page of more lines serves nobody.</summary>
    public const int Most = 2000;

    /// <summary>The lines of a value.</summary>
    internal static IReadOnlyList<JsonLine> Of(JsonNode value, OutputMarks marks) => [.. Lines(value, null, "", 0, "", marks).Take(Most + 1)];

    private static IEnumerable<JsonLine> Lines(JsonNode? value, string? name, string place, int depth, string comma, OutputMarks marks)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } record:
                yield return new(depth, name, "{", JsonValueKind.Object, marks.At(place));
                foreach (var (index, field) in record.Index())
                {
                    foreach (var line in Lines(field.Value, field.Key, OutputMarks.Under(place, field.Key), depth + 1, index < record.Count - 1 ? "," : "", marks))
                    {
                        yield return line;
                    }
                }

                yield return new(depth, null, "}" + comma, JsonValueKind.Object, null);
                break;
            case JsonArray { Count: > 0 } list:
                yield return new(depth, name, "[", JsonValueKind.Array, marks.At(place));
                foreach (var (index, item) in list.Index())
                {
                    foreach (var line in Lines(item, null, $"{place}[{index}]", depth + 1, index < list.Count - 1 ? "," : "", marks))
                    {
                        yield return line;
                    }
                }

                yield return new(depth, null, "]" + comma, JsonValueKind.Array, null);
                break;
            default:
                yield return new(depth, name, (value?.ToJsonString(WireJson.Options) ?? "null") + comma, value?.GetValueKind() ?? JsonValueKind.Null, marks.At(place));
                break;
        }
    }
}
