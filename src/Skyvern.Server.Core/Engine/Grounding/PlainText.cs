using System.Globalization;
using System.Text;

namespace Skyvern.Server.Core.Engine.Grounding;

/// <summary>Text in the form in which claims and pages are compared: its words in lower case, without accents and punctuation.</summary>
internal static class PlainText
{
    /// <summary>The words with one blank between them and one at both ends, so that a search for them meets whole words only; "" for none.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        if (plain[^1] != ' ')
        {
            plain.Append(' ');
        }

        return plain.Length == 1 ? "" : plain.ToString();
    }

    /// <summary>The words one by one.</summary>
    public static string[] Words(string text) => Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
