using System.Text.RegularExpressions;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>The controls of an accessibility snapshot, as role and name.</summary>
internal static partial class AriaControls
{
    private const int NameLength = 60;

    public static IReadOnlyList<(string Role, string Name)> Parse(string snapshot) =>
        [.. Control().Matches(snapshot).Select(match => (match.Groups["role"].Value, Fold(match.Groups["name"].Value.Replace("\\\"", "'", StringComparison.Ordinal))))];

    /// <summary>Names are cut and cleaned by either side in its own way.</summary>
    public static string Fold(string name)
    {
        var folded = NoWord().Replace(name, "").ToUpperInvariant();
        return folded.Length > NameLength ? folded[..NameLength] : folded;
    }

    [GeneratedRegex("""^\s*- '?(?<role>button|link|textbox|searchbox|combobox|checkbox|radio|switch|slider|spinbutton|menuitem|menuitemcheckbox|menuitemradio|tab|option|treeitem)(?: "(?<name>(?:[^"\\]|\\.)*)")?(?=[ :'\r\n]|$)""", RegexOptions.Multiline)]
    private static partial Regex Control();

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex NoWord();
}
