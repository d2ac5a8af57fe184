namespace Skyvern.Server.Core.Engine.Files;

/// <summary>Makes names for files that can stand in a folder and in a list.</summary>
public static class FileNames
{
    private const int Longest = 120;

    /// <summary>The last part of a path or address, without what systems forbid; the fallback where nothing is left.</summary>
    public static string Safe(string name, string fallback)
    {
        var last = Uri.UnescapeDataString(name).Split('/', '\\')[^1];
        var safe = new string([.. last.Where(letter => !char.IsControl(letter) && !"<>:\"|?*{}".Contains(letter, StringComparison.Ordinal))]).Trim(' ', '.');
        return safe.Length == 0 ? fallback : safe.Length <= Longest ? safe : safe[^Longest..].TrimStart(' ', '.');
    }

    /// <summary>The name, numbered where it is taken: cv.pdf, cv-2.pdf.</summary>
    public static string Unique(string name, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (stem, ending) = (System.IO.Path.GetFileNameWithoutExtension(name), System.IO.Path.GetExtension(name));
        return known.Contains(name) ? Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{stem}-{number}{ending}").First(other => !known.Contains(other)) : name;
    }
}
