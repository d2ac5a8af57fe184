using System.Text;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Browsing;

/// <summary>
/// Writes an observation as the text block that planners read: head lines, then the page between PAGE and END. Both carry a nonce
/// that a page cannot know, and nothing of the page can begin a line of its own.
/// </summary>
public static partial class ObservationText
{
    /// <summary>The block.</summary>
    /// <param name="observation">What was seen.</param>
    /// <param name="nonce">A random word, a new one for each call of a model.</param>
    public static string Render(Observation observation, string nonce)
    {
        var text = new StringBuilder();
        text.Append("URL ").Append(OneLine(observation.Url));
        text.Append("   TITLE ").Append(OneLine(observation.Title));
        AppendTabs(text, observation.Tabs);
        text.Append('\n');
        if (observation.Notes.Count > 0)
        {
            text.Append("NOTE ").AppendJoin(" | ", observation.Notes.Select(OneLine)).Append('\n');
        }

        if (observation.View.Length > 0)
        {
            text.Append("VIEW ").Append(OneLine(observation.View)).Append('\n');
        }

        text.Append("PAGE").Append(nonce).Append('\n');
        foreach (var line in observation.Lines)
        {
            text.Append(OneLine(line)).Append('\n');
        }

        return text.Append("END").Append(nonce).ToString();
    }

    private static void AppendTabs(StringBuilder text, IReadOnlyList<PageTab> tabs)
    {
        if (tabs.Count < 2 || tabs.FirstOrDefault(tab => tab.Current) is not { } current)
        {
            return;
        }

        var others = tabs.Where(tab => !tab.Current).Select(tab => $"{tab.Id} \"{OneLine(tab.Title).Replace('"', '\'')}\" {OneLine(tab.Url)}");
        text.Append("   TAB ").Append(current.Id).Append(" of ").Append(tabs.Count).Append(" (").AppendJoin(", ", others).Append(')');
    }

    /// <summary>Line breaks, control characters and those that hide text or turn it around do not get through.</summary>
    private static string OneLine(string text) => Unprintable().Replace(Breaks().Replace(text, " "), "");

    [GeneratedRegex(@"[\r\n\t\v\f\u0085\u2028\u2029]+")]
    private static partial Regex Breaks();

    [GeneratedRegex(@"[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")]
    private static partial Regex Unprintable();
}
