using System.Text.Json;

namespace Skyvern.Server.Http;

/// <summary>Checks that every text of a JSON value can be decoded and stored: no half characters, no NUL.</summary>
internal static class JsonTexts
{
    public static bool AreWhole(JsonElement value)
    {
        try
        {
            return IsWhole(value);
        }
        catch (InvalidOperationException)
        {
            // The reader accepts an escape such as \ud800 but cannot turn it into a character.
            return false;
        }
    }

    private static bool IsWhole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !value.GetString()!.Contains('\0'),
        JsonValueKind.Object => value.EnumerateObject().All(property => !property.Name.Contains('\0') && IsWhole(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(IsWhole),
        _ => true,
    };
}
