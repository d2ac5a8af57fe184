using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>How well a property fits a field of a page, by the words that say what the field is.</summary>
internal static partial class PropertyMatch
{
    private static readonly HashSet<string> Tags = new(StringComparer.Ordinal)
    {
        "h1", "h2", "h3", "h4", "h5", "h6", "a", "p", "span", "div", "td", "th", "li", "ul", "img", "strong", "b", "em", "i", "small", "dd", "dt",
    };

    // These are names of tags, but also words of labels: "article number".
    private static readonly HashSet<string> WordTags = new(StringComparer.Ordinal) { "article", "section", "header", "footer", "figure", "data", "meta", "link", "time" };

    // Words before the last one of a name that do not make it another property: "product name" is the name where products are listed.
    private static readonly HashSet<string> Neutral = new(StringComparer.Ordinal)
    {
        "product", "item", "article", "entry", "page", "full", "current", "the", "row", "record", "result",
    };

    /// <summary>0 to 100.</summary>
    /// <param name="property">The property.</param>
    /// <param name="field">The field.</param>
    /// <param name="subject">Words for what the record is, e.g. invoice.</param>
    /// <param name="byNameOnly">Whether only words count, and not what the field is.</param>
    public static int Score(WantedProperty property, PageField field, IReadOnlySet<string> subject, bool byNameOnly = false)
    {
        var words = Wording.Words(field.Key);
        string[] names = [.. words.Where(word => !Tags.Contains(word)).Select(Wording.Singular)];
        var byName = Math.Max(ByName(property, names, subject), ByName(property, [.. names.Where(name => !WordTags.Contains(name))], subject));
        return byNameOnly ? byName : Math.Max(byName, ByKind(property, field, words));
    }

    /// <summary>Whether the word is only the name of a tag.</summary>
    public static bool IsTag(string word) => Tags.Contains(word);

    private static int ByName(WantedProperty property, string[] names, IReadOnlySet<string> subject)
    {
        if (names.Length == 0)
        {
            return 0;
        }

        var terms = Terms(property.Normal);
        var best = Fit(terms, names, 100);
        foreach (var phrase in PropertySynonyms.Of(property.Normal))
        {
            best = Math.Max(best, Fit(Terms(phrase), names, 92));
        }

        // "invoice_number" is "number" where the records are invoices, "old_price" is never "price".
        if (best == 0 && terms.Length > 1 && terms[..^1].All(term => Neutral.Contains(term) || subject.Contains(term)))
        {
            best = Fit(terms[^1..], names, 84);
            foreach (var phrase in PropertySynonyms.Of(terms[^1]))
            {
                best = Math.Max(best, Fit(Terms(phrase), names, 76));
            }
        }

        return best;
    }

    private static string[] Terms(string normal) => [.. normal.Split(' ').Select(Wording.Singular)];

    private static int Fit(string[] terms, string[] names, int whole) =>
        terms.SequenceEqual(names, StringComparer.Ordinal) ? whole
        : terms.All(names.Contains) ? whole - 8 - 3 * Math.Min(6, names.Count(name => !terms.Contains(name) && !Neutral.Contains(name)))
        : 0;

    /// <summary>By what the field is, where no word says it: a heading is a name, a link an address.</summary>
    private static int ByKind(WantedProperty property, PageField field, string[] words)
    {
        if (property.IsPicture)
        {
            return words.Contains("img") && field.Href is not null ? 70 : 0;
        }

        if (property.IsAddress)
        {
            return field.Href is null || words.Contains("img") ? 0 : words.Any(word => word is ['h', >= '1' and <= '6']) ? 66 : 60;
        }

        return (PropertySynonyms.Of(property.Normal) is [var meaning, ..] ? meaning : "") switch
        {
            "name" => field.Text.Length == 0 ? 0 : words.Any(word => word is ['h', >= '1' and <= '6']) ? 58 : words.Contains("a") ? 45 : words.Contains("strong") ? 42 : 0,
            "price" => Money().IsMatch(field.Text) && !words.Any(word => word is "old" or "was" or "before" or "del" or "s") ? 48 : 0,
            "date" => field.Text.Length < 40 && DateText.TryFind(field.Text, out _) ? 44 : 0,
            "email" => field.Text.Contains('@', StringComparison.Ordinal) ? 48 : 0,
            _ => 0,
        };
    }

    [GeneratedRegex(@"^\D{0,12}(?:[€$£¥]\s?\d|\d[\d.,]*\s?(?:[€$£¥]|EUR|USD|GBP|CHF))")]
    private static partial Regex Money();
}
