using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>
/// Reads a whole goal into clauses. The text is cut at everything that may part two clauses; then the shortest parts that are clauses are taken, with a
/// way back when the rest cannot be read. All of the text must be read.
/// </summary>
internal static partial class GoalReader
{
    private const int MostParts = 300;
    private const int MostPartsOfOne = 24;

    private static readonly ClauseRule[] Rules = [.. NavigationRules.Rules, .. FormRules.Rules.SkipLast(2), .. DataRules.Rules, .. PointerRules.Rules, .. FormRules.Rules.TakeLast(2)];

    /// <summary>The clauses, or the words that could not be read.</summary>
    public static Goal Read(string goal)
    {
        var prompt = PromptText.Read(goal);
        var parts = Cut(prompt.Text);
        if (parts.Count is 0 or > MostParts)
        {
            return new Goal([], prompt.Raw(prompt.Text));
        }

        var walk = new Walk(prompt, parts);
        if (walk.From(0) is not { } clauses)
        {
            return new Goal([], prompt.Raw(walk.Unread));
        }

        return ClauseJoin.Join(clauses, prompt.Raw(prompt.Text));
    }

    private static List<Range> Cut(string text)
    {
        var parts = new List<Range>();
        var start = Bullet().Match(text).Length;
        foreach (var border in Borders().EnumerateMatches(text))
        {
            Add(start, border.Index);
            start = border.Index + border.Length;
        }

        Add(start, text.Length);
        return parts;

        void Add(int from, int to)
        {
            if (to > from && text[from..to].Trim().Length > 0)
            {
                parts.Add(from..to);
            }
        }
    }

    private static IReadOnlyList<Clause>? ReadClause(PromptText prompt, string text)
    {
        var plain = text.Trim();
        return ReadSentence(prompt, plain.TrimEnd('.')) ?? ReadSentence(prompt, Tail().Replace(plain, ""));
    }

    private static IReadOnlyList<Clause>? ReadSentence(PromptText prompt, string plain)
    {
        var bare = Polite().Replace(plain, "").Trim(' ', ':', ',');
        if (bare.Length == 0 || HeadLine().IsMatch(bare))
        {
            return [];
        }

        // As written first: "first name: Anna" begins with a word that could be an order's.
        return Apply(prompt, plain) ?? (bare == plain ? null : Apply(prompt, bare))
            ?? (PagePlace().Replace(bare, "") is { Length: > 0 } rest && rest != bare ? Apply(prompt, rest) : null);
    }

    private static IReadOnlyList<Clause>? Apply(PromptText prompt, string text)
    {
        var reading = new Reading(prompt, text);
        return Rules.Select(rule => rule.Apply(reading)).FirstOrDefault(clauses => clauses is not null);
    }

    private sealed class Walk(PromptText prompt, List<Range> parts)
    {
        private readonly HashSet<(int, bool)> _dead = [];
        private int _furthest;

        /// <summary>The part at which reading stopped.</summary>
        public string Unread => prompt.Text[parts[_furthest]].Trim();

        /// <summary>The clauses from this part to the end, or null. Bare data counts only after something that takes data.</summary>
        public List<Clause>? From(int index, bool takesData = false)
        {
            if (index == parts.Count)
            {
                return [];
            }

            if (_dead.Contains((index, takesData)))
            {
                return null;
            }

            _furthest = Math.Max(_furthest, index);
            for (var end = index; end < Math.Min(parts.Count, index + MostPartsOfOne); end++)
            {
                var text = prompt.Text[parts[index].Start..parts[end].End];
                if (ReadClause(prompt, text) is { } clauses
                    && (takesData || !clauses.Any(clause => clause is DataClause))
                    && From(end + 1, takesData || clauses.Any(clause => clause is FillClause or LogInClause)) is { } rest)
                {
                    return [.. clauses, .. rest];
                }
            }

            _dead.Add((index, takesData));
            return null;
        }
    }

    [GeneratedRegex(@"\s*(?:[\r\n]+\s*(?:(?:[-*•–]|\(?\d{1,2}[.)]|step\s+\d{1,2}\s*[:.)-])\s+)?)+|\s*;\s*|[.!]\s+(?:\(?\d{1,2}[.)]\s+)?|\s*,?\s+\(?\d{1,2}[.)]\s+(?=\p{L})|\s*,\s*(?:and\s+then\s+|and\s+|then\s+)?|\s+(?:and\s+then|and\s+also|and|then|&)\s+|\s*(?:->|→|=>)\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Borders();

    [GeneratedRegex(@"^(?:(?:[-*•–]|\(?\d{1,2}[.)])\s+)?")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?:(?:please|kindly|now|then|next|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|afterwards?|after\s+that|also|just|and|so|hi|hello|(?:once|after|when)\s+(?:you\s+are\s+|you're\s+)?(?:logged\s+in|done|logging\s+in|signing\s+in|the\s+log-?in)|(?:can|could|would|will)\s+you|i\s+(?:want|need|would\s+like)\s+(?:you\s+)?to|i'd\s+like\s+(?:you\s+)?to|you\s+(?:should|must|need\s+to|have\s+to)|(?:your|the|my)\s+(?:task|goal|job)\s+is\s+to|try\s+to|make\s+sure\s+to|goal|task|steps?|instructions?|step\s+\d+|do\s+(?:the\s+following|this)|follow\s+these\s+steps|we\s+(?:want|need)\s+to|on\s+(?:this|the)\s+(?:page|site|web\s?site))\b\s*[:,]?\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Polite();

    [GeneratedRegex(@"(?:\s*,?\s*(?:please|for\s+me|thanks|thank\s+you|afterwards|now|again))*\s*[.!?]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Tail();

    [GeneratedRegex(@"^(?:here\s+are\s+the\s+steps|perform\s+these\s+steps|the\s+following(?:\s+steps)?|thanks|thank\s+you)$", RegexOptions.IgnoreCase)]
    private static partial Regex HeadLine();

    [GeneratedRegex(@"\s+(?:on|from|in|at|of)\s+(?:the|this)\s+(?:current\s+)?(?:page|web\s?page|web\s?site|site|screen|top|bottom)$", RegexOptions.IgnoreCase)]
    private static partial Regex PagePlace();
}

/// <summary>A goal as read.</summary>
/// <param name="Clauses">In order.</param>
/// <param name="Unread">The words that could not be read; null when all were.</param>
internal sealed record Goal(IReadOnlyList<Clause> Clauses, string? Unread);
