using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Json;

/// <summary>Raw JSON keeps a number's digits as they came; on the wire a whole number has no <c>.0</c>.</summary>
internal sealed class WholeNumberConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, options);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, options);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when IsWhole(value, out var whole):
                writer.WriteNumberValue(whole);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsWhole(JsonElement number, out decimal whole)
    {
        whole = 0;
        var text = number.GetRawText();
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        whole = decimal.Truncate(value);
        return whole == value && (whole != 0 || number.GetDouble() == 0);
    }
}
