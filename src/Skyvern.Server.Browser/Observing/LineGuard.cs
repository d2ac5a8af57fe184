using System.Text.RegularExpressions;

namespace Skyvern.Server.Browser.Observing;

/// <summary>Keeps text of a page from looking like one of our own lines.</summary>
internal static partial class LineGuard
{
    /// <summary>The text, marked when it begins as a control, an alert, a heading or a head line would.</summary>
    public static string Text(string text) => OwnLine().IsMatch(text) ? "· " + text : text;

    [GeneratedRegex(@"^(\*|#|\||·|\.\.\.|(f\d+)?e\d+\b|(ALERT|NOTE|URL|TITLE|TAB|VIEW|PAGE|END)|(frame|dialog)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnLine();
}
