using System.Text.RegularExpressions;

namespace Skyvern.Server.Storage;

/// <summary>
/// The form of an artifact's key: words of letters, digits, _ and -, each with an extension at most, joined by slashes. No word begins
/// with a dot, so that no key can lead out of the store, on any operating system.
/// </summary>
internal static partial class StorageKey
{
    private const int Longest = 255;

    public static bool IsValid(string key) => key.Length <= Longest && Form().IsMatch(key);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_\-]*(\.[A-Za-z0-9]+)?(/[A-Za-z0-9][A-Za-z0-9_\-]*(\.[A-Za-z0-9]+)?)*\z")]
    private static partial Regex Form();
}
