namespace Skyvern.Server.Browser.Sessions;

/// <summary>Makes a site's name for a file safe for a folder of this machine.</summary>
internal static class FileNames
{
    private const int Longest = 120;
    private const string Fallback = "download";

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>The last part of the name, without what systems forbid; the ending stays when it is cut.</summary>
    public static string Safe(string suggested)
    {
        var last = suggested.Split('/', '\\')[^1];
        var name = new string([.. PlainLine.Of(last, 1_000).Where(letter => !"<>:\"|?*".Contains(letter, StringComparison.Ordinal))]).Trim(' ', '.');
        if (name.Length == 0)
        {
            return Fallback;
        }

        var ending = Path.GetExtension(name);
        var stem = Path.GetFileNameWithoutExtension(name);
        if (ending.Length > 20)
        {
            (stem, ending) = (name, "");
        }

        stem = Reserved.Contains(stem) || stem.Length == 0 ? $"{Fallback}-{stem}".TrimEnd('-') : stem;
        var room = Longest - ending.Length;
        return (stem.Length > room ? Cut(stem, room) : stem) + ending;
    }

    private static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
