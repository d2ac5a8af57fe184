using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Chooses among the sources of a page by the heading that is asked for.</summary>
internal static class GroupChoice
{
    /// <summary>The sources under the heading; all where the page as a whole is about it; none where neither is so.</summary>
    public static List<RecordSource> Of(PageContent page, IReadOnlyList<RecordSource> sources, string? group)
    {
        if (group is null)
        {
            return [.. sources];
        }

        var headed = sources.Where(source => Wording.HasPhrase(source.Heading, group)).ToList();
        var isWholePage = Wording.HasPhrase(page.Title, group) || Wording.HasPhrase(PageSources.Heading(page)[0].Text, group);
        return headed.Count > 0 ? headed : isWholePage ? [.. sources] : [];
    }
}
