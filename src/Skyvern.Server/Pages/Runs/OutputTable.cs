using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Json;

namespace Skyvern.Server.Pages.Runs;

/// <summary>A part of an output as a table: a list of records, or the plain fields of one.</summary>
/// <param name="Caption">The name of the part; null: the whole.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="Rows">The cells.</param>
public sealed record OutputTable(string? Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<OutputCell>> Rows)
{
    /// <summary>Whether each row is a record of a list.</summary>
    public bool IsList { get; init; }

    /// <summary>An output as tables: plain fields first, then each list of records.</summary>
    internal static IReadOnlyList<OutputTable> Of(JsonNode output, OutputMarks marks) => output switch
    {
        JsonArray list when IsRecords(list) => [Records(null, list, "", marks)],
        JsonArray list => [new(null, ["Value"], [.. list.Select((item, index) => (IReadOnlyList<OutputCell>)[Cell(item, $"[{index}]", marks)])]) { IsList = true }],
        JsonObject record => [.. Fields(record, marks)],
        _ => [new(null, ["Value"], [[Cell(output, "", marks)]])],
    };

    private static IEnumerable<OutputTable> Fields(JsonObject record, OutputMarks marks)
    {
        var plain = record.Where(field => field.Value is not JsonArray list || !IsRecords(list)).ToList();
        if (plain.Count > 0)
        {
            yield return new OutputTable(null, ["Field", "Value"],
                [.. plain.Select(field => (IReadOnlyList<OutputCell>)[new OutputCell(field.Key, null, IsText: true), Cell(field.Value, field.Key, marks)])]);
        }

        foreach (var (name, value) in record)
        {
            if (value is JsonArray list && IsRecords(list))
            {
                yield return Records(name, list, name, marks);
            }
        }
    }

    private static OutputTable Records(string? caption, JsonArray list, string place, OutputMarks marks)
    {
        var columns = list.OfType<JsonObject>().SelectMany(record => record.Select(field => field.Key)).Distinct(StringComparer.Ordinal).ToList();
        return new OutputTable(caption, columns, [.. list.Select((item, index) => Row(item!.AsObject(), $"{place}[{index}]", columns, marks))]) { IsList = true };
    }

    private static List<OutputCell> Row(JsonObject record, string place, List<string> columns, OutputMarks marks) =>
    [
        .. columns.Select(column => record.TryGetPropertyValue(column, out var value)
            ? Cell(value, OutputMarks.Under(place, column), marks)
            : new OutputCell("", marks.At(place), IsText: true)),
    ];

    private static OutputCell Cell(JsonNode? value, string place, OutputMarks marks) => value switch
    {
        null => new OutputCell("null", marks.At(place), IsText: false),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => new OutputCell(text.GetValue<string>(), marks.At(place), IsText: true),
        JsonValue => new OutputCell(value.ToJsonString(), marks.At(place), IsText: false),
        _ => new OutputCell(value.ToJsonString(WireJson.Options), marks.At(place), IsText: false),
    };

    private static bool IsRecords(JsonArray list) => list.Count > 0 && list.All(item => item is JsonObject);
}

/// <summary>A cell.</summary>
/// <param name="Text">The value.</param>
/// <param name="Mark">What is wrong with it.</param>
/// <param name="IsText">Whether the data has a text there; else a number, a truth value or data of its own.</param>
public sealed record OutputCell(string Text, OutputMark? Mark, bool IsText);
