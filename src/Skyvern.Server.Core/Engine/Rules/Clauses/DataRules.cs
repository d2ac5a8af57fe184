using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>Forms of words that fetch: download, extract, get, read, return, list.</summary>
internal static partial class DataRules
{
    private const int MostWords = 45;

    /// <summary>The rules, the more special first.</summary>
    public static readonly IReadOnlyList<ClauseRule> Rules =
    [
        ClauseRule.One(@"(?:download|save)\s+(?<x>.+?)(?:\s+as\s+(?:a\s+)?(?:pdf|csv|file)(?:\s+file)?)?", Download),
        ClauseRule.One(@"(?:extract|scrape|collect|retrieve|capture|output)\s+(?<x>.+)", (reading, groups) => Extract(reading, groups["x"].Value)),
        ClauseRule.One(@"(?:get|read|return|list|grab|fetch|give(?:\s+me)?|tell\s+me|show(?:\s+me)?|report|find\s+out|note(?:\s+down)?)(?:\s+back)?\s+(?<x>(?:the|all|its|their|this|every|a\s+list\s+of|what|it|them|name|title|price|number|total|output)\b.*)", (reading, groups) => Extract(reading, groups["x"].Value)),
        ClauseRule.One($@"(?:get|read|return|give\s+me|tell\s+me)\s+(?<x>{PromptText.Atom}.*)", (reading, groups) => Extract(reading, groups["x"].Value)),
        ClauseRule.One(@"what(?:\s+is|\s+are|'s)\s+(?<x>(?:the|its)\b.+?)\??", (reading, groups) => Extract(reading, groups["x"].Value)),
    ];

    private static DownloadClause? Download(Reading reading, GroupCollection groups)
    {
        var words = FileWords().Replace(groups["x"].Value.Trim(), "");
        if (Many().IsMatch(words))
        {
            return null;
        }

        if (words.Length == 0 || words is "it" or "the" or "a")
        {
            return new DownloadClause(new Target("file"));
        }

        return NounAndName().Match(words) is { Success: true } both
            ? new DownloadClause(new Target($"{both.Groups["noun"].Value} {reading.Value(both.Groups["name"])}"))
            : reading.Target(words) is { } target ? new DownloadClause(target) : null;
    }

    private static ExtractClause? Extract(Reading reading, string words)
    {
        var what = Endings().Replace(words.Trim(), "").Trim();
        what = WhatIs().Replace(what, "");
        var plain = Regex.Replace(what, PromptText.Atom, "x");
        return what.Length == 0 || Reading.IsJudged(plain) || Filters().IsMatch(plain) || plain.Split(' ').Length > MostWords ? null : new ExtractClause(reading.Prompt.Raw(what));
    }

    [GeneratedRegex(@"^(?:the\s+)?(?:file|pdf|document)\s+(?:for|of|called|named)\s+|\s+(?:file|as\s+file)$", RegexOptions.IgnoreCase)]
    private static partial Regex FileWords();

    [GeneratedRegex(@"^(?:all|every|each|both)\b|^(?:the\s+)?(?:\d+|two|three|four|five)\s|^(?:the\s+)?(?:invoices|files|documents|reports)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Many();

    [GeneratedRegex("^(?:the\\s+|my\\s+)?(?<noun>\\p{L}[\\p{L} -]{0,30}?)\\s+(?:(?:with\\s+the\\s+)?(?:number|no\\.?)\\s+|called\\s+|named\\s+|for\\s+|of\\s+)?(?<name>[\uE100-\uF8FF])$", RegexOptions.IgnoreCase)]
    private static partial Regex NounAndName();

    [GeneratedRegex(@"(?:\s*,?\s*(?:(?:as|in|into)\s+(?:a\s+|an\s+)?(?:valid\s+|structured\s+)?(?:json|structured\s+data|array|list|table|object)(?:\s+(?:array|object|list|format|data|form))?|(?:from|on|of|in)\s+(?:the|this)\s+(?:current\s+)?(?:page|web\s?page|site|web\s?site)|(?:according\s+to|using|per|following|in\s+the\s+form\s+of)\s+the\s+(?:given\s+|provided\s+)?schema|shown(?:\s+there)?|listed(?:\s+there)?|in\s+euros?))+$", RegexOptions.IgnoreCase)]
    private static partial Regex Endings();

    [GeneratedRegex(@"^what\s+(?:is|are)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex WhatIs();

    // A condition on values, a count, a selection or a text of its own: more than reading what the page shows.
    [GeneratedRegex(@"\b(?:under|over|above|below|between|more|less|fewer|only|starting\s+with|containing|greater|lower|average|sum\s+of|compare|comparison|count|how\s+many|how\s+much|number\s+of\s+(?:products|items|results|articles)|summary|summari[sz]e|explain|explanation|why|opinion|translat\w+|sentiment|top\s+\d+|first|last|latest|newest|second|third|next\s+\d+|after|before|since|sorted|ordered\s+by|in\s+your\s+own\s+words|contact\s+form)\b|\b\d+\s+(?:products|items|results|articles)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Filters();
}
