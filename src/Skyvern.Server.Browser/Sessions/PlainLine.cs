using System.Globalization;
using System.Text;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Makes one plain line of a page's text: it can neither break the line nor turn its direction.</summary>
internal static class PlainLine
{
    /// <summary>The text without control and format characters, cut at the length with a visible mark.</summary>
    public static string Of(string text, int most = 200)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator:
                    if (line.Length > 0 && line[^1] != ' ')
                    {
                        line.Append(' ');
                    }

                    break;
                case UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse:
                    break;
                default:
                    line.Append(rune.ToString());
                    break;
            }

            if (line.Length > most)
            {
                return line.ToString().TrimEnd() + "…";
            }
        }

        return line.ToString().TrimEnd();
    }
}
