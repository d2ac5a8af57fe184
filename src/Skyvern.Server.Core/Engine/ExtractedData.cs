using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine;

/// <summary>Data that extract actions found in a run: lists grow over pages without doubles, fields take the latest value.</summary>
internal sealed class ExtractedData
{
    /// <summary>The data; null when none was found yet.</summary>
    public JsonNode? Value { get; private set; }

    /// <summary>The data as JSON text.</summary>
    public string? Json => Value?.ToJsonString();

    /// <summary>Adds what a page gave.</summary>
    public void Add(JsonNode? found)
    {
        if (found is not null)
        {
            Value = Merge(Value, found);
        }
    }

    private static JsonNode Merge(JsonNode? known, JsonNode found) => (known, found) switch
    {
        (JsonArray list, JsonArray more) => Append(list, more),
        (JsonArray list, JsonObject one) => Append(list, [one.DeepClone()]),
        (JsonObject record, JsonObject more) => Update(record, more),
        _ => found.DeepClone(),
    };

    private static JsonArray Append(JsonArray list, JsonArray more)
    {
        foreach (var item in more.Where(item => !list.Any(known => JsonNode.DeepEquals(known, item))).ToList())
        {
            list.Add(item?.DeepClone());
        }

        return list;
    }

    private static JsonObject Update(JsonObject record, JsonObject more)
    {
        foreach (var (name, value) in more.Where(field => field.Value is not null))
        {
            record[name] = Merge(record[name], value!);
        }

        return record;
    }
}
