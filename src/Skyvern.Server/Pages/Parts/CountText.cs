using System.Globalization;

namespace Skyvern.Server.Pages.Parts;

/// <summary>Numbers of things as people read them.</summary>
internal static class CountText
{
    /// <summary>With a comma between thousands.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With the word in its form: <c>1 task</c>, <c>2 tasks</c>.</summary>
    public static string Of(long count, string one, string many) => $"{Of(count)} {(count == 1 ? one : many)}";

    /// <summary>A size as people say it: <c>12 KB</c>, <c>1.4 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} KB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };
}
