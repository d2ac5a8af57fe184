using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Orders what a page holds into sources of records and single fields.</summary>
internal static class PageSources
{
    private static readonly HashSet<string> SiteTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "WebSite", "Organization", "BreadcrumbList", "SearchAction", "WebPage", "SiteNavigationElement", "ImageObject", "Corporation", "OnlineStore", "ListItem",
    };

    /// <summary>Sources of lists.</summary>
    public static IReadOnlyList<RecordSource> Lists(PageContent page) =>
    [
        .. Items(page).GroupBy(item => item.Type, StringComparer.Ordinal).Where(items => items.Count() > 1)
            .Select(items => new RecordSource(SourceKind.Structured, items.Key, [.. items.Select(item => item.Fields)])),
        .. page.Tables.Where(table => table.Rows.Count > 0).Select(table => new RecordSource(SourceKind.Table, table.Caption, table.Rows)),
        .. page.CardGroups.Where(group => group.Cards.Count > 0).Select(group => new RecordSource(SourceKind.Cards, group.Heading, group.Cards)),
    ];

    /// <summary>Structured items that stand alone: what the page is about.</summary>
    public static IReadOnlyList<IReadOnlyList<PageField>> Singles(PageContent page) =>
        [.. Items(page).GroupBy(item => item.Type, StringComparer.Ordinal).Where(items => items.Count() == 1).Select(items => items.First().Fields)];

    /// <summary>Label and value pairs, then meta properties, then the heading: the less trusted the later.</summary>
    public static IReadOnlyList<Place> Loose(PageContent page) =>
    [
        new(Labelled(page), ByNameOnly: true),
        new([.. page.Meta.Where(meta => meta.Value.Length > 0).Select(meta => new PageField(
            Wording.Normalize(meta.Key[(meta.Key.IndexOf(':', StringComparison.Ordinal) + 1)..]), meta.Value, Uri.TryCreate(meta.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? meta.Value : null))], ByNameOnly: true),
        new(Heading(page)),
    ];

    /// <summary>The fields that a word names. One that only its tag names may be anything: a heading is not yet a name.</summary>
    public static IReadOnlyList<PageField> Labelled(PageContent page) => [.. page.Fields.Where(field => Wording.Words(field.Key).Any(word => !PropertyMatch.IsTag(word)))];

    /// <summary>The page's own heading, else its title.</summary>
    public static IReadOnlyList<PageField> Heading(PageContent page)
    {
        var heading = page.Markdown.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();
        return [new PageField("h1", heading is { Length: > 0 } ? heading : page.Title, page.Url)];
    }

    private static IEnumerable<(string Type, IReadOnlyList<PageField> Fields)> Items(PageContent page) =>
        page.StructuredData.SelectMany(Unfold).Where(item => !SiteTypes.Contains(TypeOf(item))).Select(item => (TypeOf(item), StructuredFields.Of(item, page.Url)));

    private static IEnumerable<JsonObject> Unfold(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Unfold),
        JsonObject item when item["@graph"] is JsonArray graph => graph.SelectMany(Unfold),
        JsonObject item when item["itemListElement"] is JsonArray elements => elements.OfType<JsonObject>().Select(element => element["item"] as JsonObject ?? element).SelectMany(Unfold),
        JsonObject item => [item],
        _ => [],
    };

    private static string TypeOf(JsonObject item)
    {
        var type = item["@type"] ?? item["type"];
        var name = (type is JsonArray { Count: > 0 } types ? types[0] : type)?.ToString() ?? "";
        return name[(name.LastIndexOf('/') + 1)..];
    }
}
