using System.Globalization;
using System.Text.Json;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Live;

/// <summary>Reads what a client sends in an input socket. What is out of range or not understood is no event.</summary>
internal static class InputReader
{
    public const string TakeControl = "take-control";
    public const string CedeControl = "cede-control";
    public const string Navigate = "navigateEvent";

    private const double MostPlace = 10_000;
    private const int LongestUrl = 2083;
    private const int LongestKey = 32;
    private const int LongestText = 4000;

    /// <summary>The kind of the message, and the input where it is a good one.</summary>
    public static (string? Kind, LiveInput? Input) Read(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } fields)
            {
                return (null, null);
            }

            var kind = Text(fields, "kind") ?? Text(fields, "type");
            return (kind, kind switch
            {
                "mouseEvent" => Mouse(fields),
                "wheelEvent" => Wheel(fields),
                "keyEvent" => Key(fields),
                "textEvent" => Text(fields, "text") is { Length: > 0 and <= LongestText } text ? new TextInput(text) : null,
                Navigate => Text(fields, "url") is { Length: > 0 and <= LongestUrl } url ? new NavigateInput(url) : null,
                "goBackEvent" => new BackInput(),
                "goForwardEvent" => new ForwardInput(),
                "reloadEvent" => new ReloadInput(),
                _ => null,
            });
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static MouseInput? Mouse(JsonElement fields)
    {
        MouseInputKind? kind = Text(fields, "eventType") switch
        {
            "mousePressed" => MouseInputKind.Pressed,
            "mouseReleased" => MouseInputKind.Released,
            "mouseMoved" => MouseInputKind.Moved,
            _ => null,
        };
        MouseInputButton? button = (Text(fields, "button") ?? "none") switch
        {
            "left" => MouseInputButton.Left,
            "middle" => MouseInputButton.Middle,
            "right" => MouseInputButton.Right,
            "none" => MouseInputButton.None,
            _ => null,
        };
        return kind is { } done && button is { } which
            && Number(fields, "x", 0, MostPlace) is { } x && Number(fields, "y", 0, MostPlace) is { } y
            && Whole(fields, "clickCount", 3) is { } clicks && Whole(fields, "modifiers", 15) is { } modifiers
            ? new MouseInput(done, x, y, which, clicks, modifiers)
            : null;
    }

    private static WheelInput? Wheel(JsonElement fields) =>
        Number(fields, "x", 0, MostPlace) is { } x && Number(fields, "y", 0, MostPlace) is { } y
        && Number(fields, "deltaX", -MostPlace, MostPlace) is { } right && Number(fields, "deltaY", -MostPlace, MostPlace) is { } down
        && Whole(fields, "modifiers", 15) is { } modifiers
            ? new WheelInput(x, y, right, down, modifiers)
            : null;

    private static KeyInput? Key(JsonElement fields)
    {
        KeyInputKind? kind = Text(fields, "eventType") switch
        {
            "keyDown" => KeyInputKind.Down,
            "keyUp" => KeyInputKind.Up,
            "rawKeyDown" => KeyInputKind.RawDown,
            _ => null,
        };
        var text = Text(fields, "text") is { Length: > 0 } given ? given : null;
        int? virtualKey = IsGiven(fields, "windowsVirtualKeyCode") ? Whole(fields, "windowsVirtualKeyCode", 254) ?? -1 : null;
        return kind is { } done && virtualKey is not -1 && (text is null || IsPrintable(text))
            && Text(fields, "key") is { Length: > 0 and <= LongestKey } key && (Text(fields, "code") ?? "") is { Length: <= LongestKey } code
            && Whole(fields, "modifiers", 15) is { } modifiers
            ? new KeyInput(done, key, code, text, virtualKey, modifiers)
            : null;
    }

    /// <summary>One character as people see it, which may take several code points.</summary>
    private static bool IsPrintable(string text) =>
        text.Length <= LongestKey && new StringInfo(text).LengthInTextElements == 1 && !text.Any(char.IsControl);

    private static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsGiven(JsonElement fields, string name) => fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static double? Number(JsonElement fields, string name, double least, double most) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
        && number >= least && number <= most ? number : null;

    /// <summary>0 when it is left out.</summary>
    private static int? Whole(JsonElement fields, string name, int most) =>
        !IsGiven(fields, name) ? 0 : Number(fields, name, 0, most) is { } number && number == Math.Floor(number) ? (int)number : null;
}
