using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Live;

/// <summary>What Chromium has to be told of a key beside its name: many keys do nothing without their Windows code.</summary>
internal static class KeyCodes
{
    private static readonly Dictionary<string, int> Named = new(StringComparer.Ordinal)
    {
        ["Backspace"] = 8, ["Tab"] = 9, ["Enter"] = 13, ["Shift"] = 16, ["Control"] = 17, ["Alt"] = 18, ["Escape"] = 27, [" "] = 32,
        ["PageUp"] = 33, ["PageDown"] = 34, ["End"] = 35, ["Home"] = 36, ["ArrowLeft"] = 37, ["ArrowUp"] = 38, ["ArrowRight"] = 39,
        ["ArrowDown"] = 40, ["Insert"] = 45, ["Delete"] = 46,
    };

    /// <summary>The Windows code of a key; 0: none.</summary>
    public static int Of(KeyInput key) =>
        key.VirtualKey ?? (Named.TryGetValue(key.Key, out var code) ? code
            : key.Key is [var letter] && char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter)
            : 0);

    /// <summary>What it writes. Enter writes a line end, which clients do not send since it is no character that can be printed.</summary>
    public static string? TextOf(KeyInput key) => key switch
    {
        { Kind: not KeyInputKind.Down } => null,
        { Text: { } text } => text,
        { Key: "Enter" } => "\r",
        _ => null,
    };
}
