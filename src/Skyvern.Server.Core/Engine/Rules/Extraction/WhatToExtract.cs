using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>What the words of an extraction say: which properties, of which things, of which group.</summary>
/// <param name="Keys">Properties by name; empty: all.</param>
/// <param name="IsList">Whether all things of a kind are meant.</param>
/// <param name="IsText">Whether the page's text is meant.</param>
/// <param name="Subject">Words for the things, in singular.</param>
/// <param name="Group">Heading that the group must have, or null.</param>
/// <param name="Names">Names or numbers that the one record must show.</param>
internal sealed partial record WhatToExtract(IReadOnlyList<string> Keys, bool IsList, bool IsText, IReadOnlySet<string> Subject, string? Group, IReadOnlyList<string> Names)
{
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal) { "json", "page", "site", "website", "schema", "data", "table", "list", "form" };

    /// <summary>Reads the words.</summary>
    public static WhatToExtract Read(string what)
    {
        var text = what.Trim();
        string? group = null;
        if (GroupWords().Match(text) is { Success: true } named)
        {
            group = named.Groups["g"].Value;
            text = text.Remove(named.Index, named.Length).Trim();
        }

        List<string> names = [.. Quoted().Matches(text).Select(match => match.Groups["q"].Value)];
        text = Quoted().Replace(text, " ").Trim();
        names.AddRange(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(',', '.', '"')).Where(word => word.Any(char.IsDigit) && word.Any(c => char.IsLetter(c) || c == '-')));
        text = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Any(char.IsDigit)));
        if (PageText().IsMatch(text))
        {
            return new WhatToExtract([], false, true, Terms(""), group, names);
        }

        foreach (var (form, isList) in ((Regex, bool)[])[(KeysOfAll(), true), (AllWithKeys(), true), (KeysOf(), false)])
        {
            if (form.Match(text) is { Success: true } match)
            {
                var subject = match.Groups["s"].Value;
                var isPlural = IsPlural(subject);
                return new WhatToExtract(Split(match.Groups["k"].Value), isList || isPlural, false, Terms(subject), group, names);
            }
        }

        var bare = Articles().Replace(text, "").Trim();
        return All().IsMatch(text) || (IsPlural(bare) && !bare.Contains(',', StringComparison.Ordinal) && !bare.Contains(" and ", StringComparison.Ordinal))
            ? new WhatToExtract([], true, false, Terms(All().Replace(bare, "")), group, names)
            : new WhatToExtract(Split(bare), false, false, Terms(""), group, names);
    }

    private static bool IsPlural(string words) => Wording.Words(words) is [.., var last] && Wording.IsPlural(last) && last is not ("address" or "status" or "details" or "news");

    private static HashSet<string> Terms(string words) => words.Length == 0 ? [] : Wording.Terms(words).Where(term => !NoNames.Contains(term)).ToHashSet(StringComparer.Ordinal);

    private static List<string> Split(string keys) =>
        [.. KeyBorders().Split(keys).Select(key => Articles().Replace(key.Trim(), "").Trim()).Where(key => key.Length > 0)];

    [GeneratedRegex("(?:,?\\s*(?:of|in|from|under|for)\\s+)?(?:the\\s+)?(?:category|section|group|heading|department)\\s+\"(?<g>[^\"]+)\"|(?:of|in|from)\\s+(?:the\\s+)?\"(?<g>[^\"]+)\"\\s+(?:category|section|group|department)", RegexOptions.IgnoreCase)]
    private static partial Regex GroupWords();

    [GeneratedRegex("(?:\\s*(?:of|for|from)\\s+(?:the\\s+)?(?:invoice|order|product|article|item|row|entry)?\\s*)?\"(?<q>[^\"]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(?:the\s+|all\s+(?:the\s+)?)?(?:(?:main|full|whole|complete|entire|visible)\s+)?(?:page\s+)?(?:text|content|contents|article)(?:\s+(?:of|on)\s+(?:the|this)\s+(?:page|article|site))?$", RegexOptions.IgnoreCase)]
    private static partial Regex PageText();

    [GeneratedRegex(@"^(?<k>.+?)\s+(?:of|for|from)\s+(?:all|each|every)(?:\s+of)?(?:\s+the)?\s+(?<s>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex KeysOfAll();

    [GeneratedRegex(@"^(?:(?:all|every|each|a\s+list\s+of|the|list\s+of)\s+)+(?<s>[^,]+?)\s*(?:,?\s*(?:with|including|incl\.?)\s+(?:(?:its|their|the)\s+)?|\s*[:(]\s*)(?<k>[^)]+)\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex AllWithKeys();

    [GeneratedRegex(@"^(?<k>.+?)\s+(?:of|for)\s+(?:(?:the|this)\s+)?(?<s>[^,]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex KeysOf();

    [GeneratedRegex(@"^(?:(?:all|every|each|a\s+list\s+of|list\s+of)\s+(?:of\s+)?(?:the\s+)?)", RegexOptions.IgnoreCase)]
    private static partial Regex All();

    [GeneratedRegex(@"^(?:(?:the|its|their|a|an|this|and)\s+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Articles();

    [GeneratedRegex(@"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", RegexOptions.IgnoreCase)]
    private static partial Regex KeyBorders();
}
