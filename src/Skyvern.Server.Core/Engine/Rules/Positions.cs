using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Takes one of several elements by its place on the page or the date of its row.</summary>
internal static class Positions
{
    /// <summary>The element, or null when there are too few, or not every row has a date of its own.</summary>
    public static PageElement? Take(IReadOnlyList<PageElement> elements, Pick pick) => pick switch
    {
        Pick.First => elements.Count > 0 ? elements[0] : null,
        Pick.Second => elements.Count > 1 ? elements[1] : null,
        Pick.Third => elements.Count > 2 ? elements[2] : null,
        Pick.Last => elements.Count > 0 ? elements[^1] : null,
        Pick.Latest or Pick.Oldest => ByDate(elements, pick == Pick.Latest),
        _ => elements.Count == 1 ? elements[0] : null,
    };

    private static PageElement? ByDate(IReadOnlyList<PageElement> elements, bool newest)
    {
        if (elements.Count == 1)
        {
            return elements[0];
        }

        var dated = new List<(PageElement Element, DateOnly Date)>();
        foreach (var element in elements)
        {
            if (!DateText.TryFind(element.Context, out var date) && !DateText.TryFind(element.Name, out date))
            {
                return null;
            }

            dated.Add((element, date));
        }

        var wanted = newest ? dated.Max(entry => entry.Date) : dated.Min(entry => entry.Date);
        return dated.Where(entry => entry.Date == wanted).ToList() is [var one] ? one.Element : null;
    }
}
