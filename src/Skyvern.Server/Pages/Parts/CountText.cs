using System.Globalization;

namespace Skyvern.Server.Pages.Parts;

/// <summary>Numbers of things as people read them.</summary>
internal static class CountText
{
    /// <summary>With a comma between thousands.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With the word in its form: <c>1 task</c>, <c>2 tasks</c>.</summary>
    public static string Of(long count, string one, string many) => $"{Of(count)} {(count == 1 ? one : many)}";
}
