using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Finds the one control that a goal names. Where two fit alike, none is taken.</summary>
internal static class ElementFinder
{
    private const int MostNamed = 5;

    /// <summary>The element to click.</summary>
    public static Found Click(Observation page, Target target) => Choose(page.Elements.Where(element => !element.Is("disabled")), target, element => NameScore.OfClick(target.Name, element));

    /// <summary>The field.</summary>
    public static Found Field(IEnumerable<PageElement> fields, string name) => Choose(fields, new Target(name), element => NameScore.OfField(name, element));

    /// <summary>The best of the candidates.</summary>
    public static Found Choose(IEnumerable<PageElement> candidates, Target target, Func<PageElement, int> score)
    {
        var scored = candidates
            .Where(element => target.Within is null || Wording.HasPhrase(element.Context, target.Within))
            .Select(element => (Element: element, Score: score(element)))
            .ToList();
        var best = scored.Count == 0 ? 0 : scored.Max(entry => entry.Score);
        if (best <= 40)
        {
            return Found.None(scored.Count == 0 ? [] : Nearest(scored.Select(entry => entry.Element), target.Name));
        }

        List<PageElement> top = [.. scored.Where(entry => entry.Score == best).Select(entry => entry.Element)];
        return target.Pick == Pick.Only ? One(top) : Positions.Take(top, target.Pick) is { } picked ? new Found(picked, []) : Found.None(Describe(top));
    }

    /// <summary>The one of the elements; links to one address are one.</summary>
    public static Found One(IReadOnlyList<PageElement> elements) => elements switch
    {
        [] => Found.None([]),
        [var only] => new Found(only, []),
        [var first, ..] when first.Href is { Length: > 0 } href && elements.All(element => element.Href == href) => new Found(first, []),
        _ => new Found(null, Describe(elements)) { Ambiguous = true },
    };

    /// <summary>Names of elements for a sentence.</summary>
    public static IReadOnlyList<string> Describe(IEnumerable<PageElement> elements) =>
        [.. elements.Select(element => element.Context.Length > 0 && element.Context != element.Name ? $"{element.Role} \"{element.Label()}\" ({Shorten(element.Context)})" : $"{element.Role} \"{element.Label()}\"").Distinct().Take(MostNamed)];

    private static IReadOnlyList<string> Nearest(IEnumerable<PageElement> elements, string name)
    {
        var letters = Pairs(name);
        return Describe(elements.Where(element => element.Label().Length > 1).OrderByDescending(element => Pairs(element.Label()).Count(letters.Contains)));
    }

    private static HashSet<string> Pairs(string text)
    {
        var normal = Wording.Normalize(text);
        return [.. Enumerable.Range(0, Math.Max(0, normal.Length - 1)).Select(at => normal.Substring(at, 2))];
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "...";
}

/// <summary>What a search for a control found.</summary>
/// <param name="Element">The control; null when there is none or more than one.</param>
/// <param name="Others">Names of those that fit alike, or of the nearest.</param>
internal sealed record Found(PageElement? Element, IReadOnlyList<string> Others)
{
    /// <summary>Whether several fit alike.</summary>
    public bool Ambiguous { get; init; }

    /// <summary>Nothing fits.</summary>
    public static Found None(IReadOnlyList<string> nearest) => new(null, nearest);

    /// <summary>Why there is none, as the end of a sentence.</summary>
    public string Why(string kind, string name) => Ambiguous
        ? $"several fit \"{name}\": {string.Join(", ", Others)}. Name it more exactly."
        : $"no {kind} \"{name}\" is on the page." + (Others.Count > 0 ? $" Nearest: {string.Join(", ", Others)}." : "");
}
