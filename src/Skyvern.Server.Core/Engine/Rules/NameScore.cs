using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>How well words fit the name of a control: 0 not at all, 100 exactly.</summary>
internal static class NameScore
{
    /// <summary>At this score and above the names mean the same.</summary>
    public const int Same = 90;

    /// <summary>Fit of the words to one name.</summary>
    public static int Of(string wanted, string name)
    {
        var (a, b) = (Wording.Normalize(wanted), Wording.Normalize(name));
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }

        if (a == b)
        {
            return 100;
        }

        var (wantedTerms, nameTerms) = (Wording.Terms(wanted), Wording.Terms(name));
        if (wantedTerms.SequenceEqual(nameTerms, StringComparer.Ordinal))
        {
            return 96;
        }

        var extra = Math.Min(6, nameTerms.Length - wantedTerms.Length);
        return $"{b} ".StartsWith($"{a} ", StringComparison.Ordinal) ? 80 - extra
            : $" {b} ".Contains($" {a} ", StringComparison.Ordinal) ? 74 - extra
            : wantedTerms.All(nameTerms.Contains) ? 66 - extra
            : nameTerms.All(wantedTerms.Contains) && nameTerms.Any(term => term.Length > 2) ? 56 + Math.Max(extra, -6)
            : 0;
    }

    /// <summary>Fit of the words to something to click.</summary>
    public static int OfClick(string wanted, PageElement element) =>
        Math.Max(Of(wanted, element.Name), Math.Max(Of(wanted, element.Placeholder) - 5, element.Name.Length == 0 ? Of(wanted, element.FieldName) - 5 : 0)) - (element.IsField() && !element.IsToggle() ? 8 : 0);

    /// <summary>Fit of the words, or others of the same meaning, to a field.</summary>
    public static int OfField(string wanted, PageElement element)
    {
        var normal = Wording.Normalize(wanted);
        return FieldSynonyms.PhrasesOf(normal).Append(normal).Distinct(StringComparer.Ordinal).Max(phrase =>
            Math.Max(Math.Max(Of(phrase, element.Name), Of(phrase, element.FieldName) - 2), Math.Max(Of(phrase, element.AutoComplete) - 3, Of(phrase, element.Placeholder) - 3))
            - (phrase == normal ? 0 : 5));
    }
}
