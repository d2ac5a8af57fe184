using System.Globalization;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>Forms of words that move around: go to, open, go back, scroll, wait, cookies.</summary>
internal static partial class NavigationRules
{
    private const string Shown = @"(?:\s+(?:(?:to\s+)?(?:appears?|shows?(?:\s+up)?|loads?|be\s+(?:shown|visible|displayed|loaded))|(?:is|are|becomes?)\s+(?:shown|visible|displayed|present|there|loaded))(?:\s+on\s+(?:the|this)\s+page)?)";
    private const string Cookies = @"(?:the\s+|all\s+|any\s+)*cookies?(?:\s+(?:banner|notice|policy|consent|dialog|pop-?up|message|prompt|bar))?";

    /// <summary>The rules, the more special first.</summary>
    public static readonly IReadOnlyList<ClauseRule> Rules =
    [
        ClauseRule.One(@"(?:go|navigate)\s+back(?:\s+(?:to\s+the\s+(?:previous|last)\s+page|one\s+page))?|back|return\s+to\s+the\s+(?:previous|last)\s+page", (_, _) => new BackClause()),
        ClauseRule.One(@"(?:(?:go|navigate|browse|head|return)(?:\s+(?:back|over))?\s+to|open(?:\s+up)?|visit|load|launch|start\s+(?:at|on|from|with))\s+(?<x>.+)", Open),
        ClauseRule.One(@"scroll(?:\s+all\s+the\s+way)?(?:\s+(?:down|up))?\s+to\s+(?:the\s+)?(?:very\s+)?(?<x>top|bottom|end|beginning|start)(?:\s+of\s+the\s+page)?", (_, groups) =>
            new ScrollClause(groups["x"].Value.ToLowerInvariant() is "top" or "beginning" or "start" ? "top" : "bottom")),
        ClauseRule.One(@"scroll\s+(?<x>down|up)(?:\s+(?:the\s+page|a\s+bit|a\s+little|once|one\s+page))?", (_, groups) => new ScrollClause(groups["x"].Value.ToLowerInvariant())),
        ClauseRule.One(@"scroll\s+(?:down\s+|up\s+)?(?:to|until\s+you\s+see)\s+(?<x>.+)", (reading, groups) =>
            reading.Target(groups["x"].Value) is { Pick: Pick.Only } target ? new ScrollClause(SectionWord().Replace(target.Name, "")) : null),
        ClauseRule.One(@"wait\s+(?:for\s+)?(?:about\s+)?(?<n>\d{1,3})\s*(?:s|secs?|seconds?)", (_, groups) =>
            new WaitClause(null, Math.Clamp(int.Parse(groups["n"].Value, CultureInfo.InvariantCulture), 1, 20))),
        ClauseRule.One(@"wait(?:\s+(?:for|until)\s+(?:the\s+)?(?:page|site|it|everything)(?:\s+(?:to\s+(?:finish\s+loading|load|be\s+loaded)|has\s+loaded|is\s+loaded|loads|finishes\s+loading)(?:\s+completely)?)?)?", (_, _) => new WaitClause(null, 2)),
        ClauseRule.One($@"wait\s+(?:for|until)\s+(?:the\s+|a\s+)?(?:text\s+|message\s+|heading\s+|word\s+|words\s+)?(?<x>.+?){Shown}?", WaitFor),
        ClauseRule.One($@"(?:verify|ensure|make\s+sure|confirm|check\s+that|complete\s+when|you\s+are\s+done\s+when|done\s+when)\s+(?:that\s+)?(?:you\s+see\s+|(?:the\s+)?(?:page|site)\s+(?:shows|displays|contains|says)\s+)?(?:the\s+|a\s+)?(?:text\s+|message\s+|heading\s+|word\s+|words\s+)?(?<x>{PromptText.Atom}){Shown}?", WaitFor),
        ClauseRule.One($@"(?:accept|allow|agree\s+to|approve|confirm)\s+{Cookies}(?:\s+(?:if|when)\s+.{{1,60}})?", (_, _) => new CookiesClause(true)),
        ClauseRule.One($@"(?:dismiss|close|reject|decline|refuse|deny|get\s+rid\s+of)\s+{Cookies}(?:\s+(?:if|when)\s+.{{1,60}})?", (_, _) => new CookiesClause(false)),
        ClauseRule.One(@"(?:if|when|in\s+case)\s+[^,.;]{0,40}cookies?[^,.;]{0,40},?\s*(?:then\s+)?(?:please\s+)?(?<v>accept|allow|dismiss|close|reject|decline)\s+(?:it|them|all|the\s+cookies|cookies)", (_, groups) =>
            new CookiesClause(groups["v"].Value.ToLowerInvariant() is "accept" or "allow")),
    ];

    private static Clause? Open(Reading reading, GroupCollection groups)
    {
        var words = groups["x"].Value.Trim();
        var address = SiteWords().Replace(words, "");
        if (reading.Prompt.KindOf(address) is AtomKind.Address)
        {
            return new GoToClause(reading.Prompt.Value(address));
        }

        if (reading.Prompt.KindOf(words) is AtomKind.Quote && IsAddress(reading.Prompt.Value(words)))
        {
            return new GoToClause(reading.Prompt.Value(words));
        }

        return !NewTab().IsMatch(words) && reading.Target(PageWord().Replace(words, "")) is { } target ? new ClickClause(target) : null;
    }

    private static WaitClause? WaitFor(Reading reading, GroupCollection groups) =>
        reading.IsName(groups["x"].Value) ? new WaitClause(reading.Value(groups["x"]), 15) : null;

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" || text.StartsWith('/') && !text.Contains(' ', StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:the\s+)?(?:web\s?site|site|page|web\s?page|url|address|link)(?:\s+(?:at|of))?\s+|\s+(?:web\s?site|site|page)$", RegexOptions.IgnoreCase)]
    private static partial Regex SiteWords();

    [GeneratedRegex(@"(?<=\S)\s+(?:(?:product|category|detail|details)\s+)?(?:page|category|section|area|view|screen)$|^(?:the\s+)?(?:category|section|page|product|article|item)\s+(?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex PageWord();

    [GeneratedRegex(@"\s(?:section|heading|area)$", RegexOptions.IgnoreCase)]
    private static partial Regex SectionWord();

    [GeneratedRegex(@"\b(?:new|another|separate)\s+(?:tab|window)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NewTab();
}
