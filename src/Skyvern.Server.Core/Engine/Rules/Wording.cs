using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Brings words of goals, schemas and pages into one form, so that they can be compared.</summary>
internal static partial class Wording
{
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "your", "my", "our", "please", "required", "optional", "of", "to", "for", "and", "or", "enter", "field",
    };

    /// <summary>Lower case, without accents and punctuation; camelCase and snake_case are split.</summary>
    public static string Normalize(string text)
    {
        var split = CamelBorder().Replace(text, " ");
        var plain = new StringBuilder(split.Length);
        foreach (var c in split.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
            }
        }

        return Blanks().Replace(plain.ToString().Replace("ß", "ss", StringComparison.Ordinal), " ").Trim();
    }

    /// <summary>The words of <see cref="Normalize"/>.</summary>
    public static string[] Words(string text) => Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words that carry meaning, in singular; all words when none does.</summary>
    public static string[] Terms(string text)
    {
        var words = Words(text);
        var terms = words.Where(word => !Fillers.Contains(word)).Select(Singular).ToArray();
        return terms.Length > 0 ? terms : [.. words.Select(Singular)];
    }

    /// <summary>The word without the ending of the plural.</summary>
    public static string Singular(string word) => word switch
    {
        { Length: > 4 } when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        { Length: > 4 } when Sibilant().IsMatch(word) => word[..^2],
        { Length: > 3 } when word.EndsWith('s') && word[^2] is not ('s' or 'u' or 'i') => word[..^1],
        _ => word,
    };

    /// <summary>Whether the word reads as a plural.</summary>
    public static bool IsPlural(string word) => Singular(word) != word;

    /// <summary>Whether one of the words occurs in the text as a word.</summary>
    public static bool HasAny(string text, params IEnumerable<string> words) => Words(text).Intersect(words, StringComparer.Ordinal).Any();

    /// <summary>Whether the normalised phrase occurs in the normalised text on word borders.</summary>
    public static bool HasPhrase(string text, string phrase)
    {
        var wanted = Normalize(phrase);
        return wanted.Length > 0 && $" {Normalize(text)} ".Contains($" {wanted} ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<=\p{Ll}|\d)(?=\p{Lu}\p{Ll}|\p{Lu}$|\p{Lu}{2})")]
    private static partial Regex CamelBorder();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?:ss|sh|ch|x|z)es$")]
    private static partial Regex Sibilant();
}
