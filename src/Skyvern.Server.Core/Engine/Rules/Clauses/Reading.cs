using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>A part of a prompt that may be one clause, and what rules need to read it.</summary>
internal sealed partial class Reading(PromptText prompt, string text)
{
    private const int MostWords = 9;

    // In lower case and outside of quotes these words ask for a judgement, which no rule can make.
    private static readonly HashSet<string> Judgements = new(StringComparer.Ordinal)
    {
        "cheapest", "cheaper", "best", "better", "most", "least", "highest", "lowest", "closest", "nearest", "largest", "biggest", "smallest", "suitable",
        "appropriate", "relevant", "matching", "correct", "any", "some", "random", "interesting", "which", "that", "whose", "if", "unless", "until", "when",
        "while", "whenever", "each", "every", "not", "dont", "don't", "never", "without", "except", "than", "whether", "should", "necessary", "needed",
        "something", "anything", "everything", "depending", "similar", "yourself", "because", "where",
    };

    /// <summary>The part.</summary>
    public string Text { get; } = text;

    /// <summary>The prompt it is from.</summary>
    public PromptText Prompt { get; } = prompt;

    /// <summary>The group's text as a value.</summary>
    public string Value(Group group) => Prompt.Value(group.Value);

    /// <summary>Whether the words name a thing: a quotation, or a few words without a judgement.</summary>
    public bool IsName(string words) =>
        words.Trim().Length > 0 && (Prompt.KindOf(words) is AtomKind.Quote or AtomKind.Mail
            || (!PromptText.HasAtom(words) && !IsJudged(words) && words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= MostWords && !Sentence().IsMatch(words)));

    /// <summary>Whether the words ask for a judgement. Words with a capital letter are taken as names.</summary>
    public static bool IsJudged(string words) => words.Split([' ', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Any(Judgements.Contains);

    /// <summary>The name that the words give to an element, or null when they give none.</summary>
    public Target? Target(string words)
    {
        var text = LeadingWords().Replace(words.Trim(), "");
        var pick = Pick.Only;
        if (!FieldSynonyms.IsKnown(Wording.Normalize(TrailingKind().Replace(text, ""))) && Ordinal().Match(text) is { Success: true } ordinal)
        {
            pick = PickOf(Wording.Normalize(ordinal.Groups["o"].Value));
            text = text[ordinal.Length..].Trim();
        }

        string? within = null;
        if (Inside().Match(text) is { Success: true } inside)
        {
            within = Prompt.Value(inside.Groups["row"].Value);
            text = inside.Groups["name"].Value;
        }

        text = Named().Replace(text, "");
        text = TrailingKind().Replace(text, "");
        return IsName(text) ? new Target(Prompt.Value(text)) { Pick = pick, Within = within } : null;
    }

    private static Pick PickOf(string ordinal) => ordinal switch
    {
        "first" or "top" or "1st" => Pick.First,
        "second" or "2nd" => Pick.Second,
        "third" or "3rd" => Pick.Third,
        "last" => Pick.Last,
        "oldest" or "earliest" => Pick.Oldest,
        _ => Pick.Latest,
    };

    [GeneratedRegex(@"^(?:(?:on|at)\s+)?(?:(?:the|a|an|this|that|my|your|its)\s+)?", RegexOptions.IgnoreCase)]
    private static partial Regex LeadingWords();

    [GeneratedRegex(@"^(?<o>first|top|1st|second|2nd|third|3rd|last|latest|newest|most recent|oldest|earliest)\s+(?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Ordinal();

    [GeneratedRegex("^(?<name>.+?)\\s+(?:for|of|in(?:\\s+the)?(?:\\s+(?:row|line|card))?|next to|beside|on the row(?: of)?)\\s+(?:the\\s+)?(?:(?:row|line|card|article|product|item|invoice|order)\\s+(?:of|for|with)?\\s*)?(?<row>[\uE100-\uF8FF])(?:\\s+(?:row|line|card|article|product|item))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Inside();

    [GeneratedRegex(@"^(?:(?:button|link|tab|menu item|menu|item|entry|option|icon|check ?box|box|field|element|heading|text|radio button|product|article|page|category|section)\s+)?(?:that (?:says|reads)|labell?ed|called|named|titled|with (?:the )?(?:text|label|name|title))\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<=\S)\s+(?:button|link|tab|menu item|menu entry|icon|check ?box|box|field|input|radio button|radio|option|switch|toggle|element|drop-?down(?: (?:menu|list))?|select(?: box)?|list box|combo ?box)$", RegexOptions.IgnoreCase)]
    private static partial Regex TrailingKind();

    // A name has no finite verb: "the button is blue" is a statement.
    [GeneratedRegex(@"\s(?:is|are|was|were|has|have|will|can|does|do)\s")]
    private static partial Regex Sentence();
}
