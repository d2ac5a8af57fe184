using System.Globalization;
using System.Text.Json;

namespace Skyvern.Server.Http;

/// <summary>Reads numbers and booleans the way scripting languages send them: 5.0, "5" and "true" count too.</summary>
internal static class LenientScalar
{
    /// <summary>A whole number; what is too large for the type becomes its largest value, to be clamped by the caller.</summary>
    public static bool TryInteger(JsonElement value, out int number)
    {
        number = 0;
        return Text(value) is { } text && TryInteger(text, out number);
    }

    /// <summary>A number.</summary>
    public static bool TryNumber(JsonElement value, out double number)
    {
        number = 0;
        return Text(value) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    /// <summary>The same for a text, such as a query value.</summary>
    public static bool TryInteger(string text, out int number)
    {
        number = 0;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || double.Truncate(value) != value)
        {
            return false;
        }

        number = value >= int.MaxValue ? int.MaxValue : value <= int.MinValue ? int.MinValue : (int)value;
        return true;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };

    /// <summary>A boolean.</summary>
    public static bool TryBoolean(JsonElement value, out bool flag)
    {
        flag = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            || (value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out flag));
    }
}
