using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>An action and its results; on the wire a list of two: [action, [result, …]].</summary>
/// <param name="Action">The action.</param>
/// <param name="Results">Its results; none when it was left out.</param>
[JsonConverter(typeof(ActionWithResultsConverter))]
public sealed record ActionWithResults(StepAction Action, IReadOnlyList<StepActionResult> Results);

/// <summary>Writes and reads the pair as a list of two.</summary>
internal sealed class ActionWithResultsConverter : JsonConverter<ActionWithResults>
{
    public override ActionWithResults Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var pair = JsonDocument.ParseValue(ref reader);
        return pair.RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 2
            ? new(list[0].Deserialize<StepAction>(options)!, list[1].Deserialize<IReadOnlyList<StepActionResult>>(options)!)
            : throw new JsonException("A list of an action and its results was expected.");
    }

    public override void Write(Utf8JsonWriter writer, ActionWithResults value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        JsonSerializer.Serialize(writer, value.Action, options);
        JsonSerializer.Serialize(writer, value.Results, options);
        writer.WriteEndArray();
    }
}
