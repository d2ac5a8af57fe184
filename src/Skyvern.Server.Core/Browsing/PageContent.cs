using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Browsing;

/// <summary>A whole page, read for extraction.</summary>
public sealed record PageContent
{
    /// <summary>Address of the page.</summary>
    public required string Url { get; init; }

    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>The page as markdown; link targets are written #1, #2 …</summary>
    public required string Markdown { get; init; }

    /// <summary>Targets of the links in <see cref="Markdown"/>: #1 is the first. Absolute.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Data tables with headings.</summary>
    public IReadOnlyList<PageTable> Tables { get; init; } = [];

    /// <summary>Repeated cards or list items of one structure, the largest group first.</summary>
    public IReadOnlyList<PageCardGroup> CardGroups { get; init; } = [];

    /// <summary>Label and value pairs: dl lists, two-column tables, "Label: value" lines, itemprops outside of cards.</summary>
    public IReadOnlyList<PageField> Fields { get; init; } = [];

    /// <summary>JSON-LD objects and microdata items, as JSON.</summary>
    public IReadOnlyList<JsonNode> StructuredData { get; init; } = [];

    /// <summary>Meta properties such as og:title.</summary>
    public IReadOnlyDictionary<string, string> Meta { get; init; } = new Dictionary<string, string>();
}

/// <summary>A table with its headings and rows.</summary>
/// <param name="Caption">Caption or heading before it; empty when none.</param>
/// <param name="Columns">Column headings.</param>
/// <param name="Rows">Cells in order of the columns.</param>
public sealed record PageTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<PageField>> Rows);

/// <summary>Cards of one structure.</summary>
/// <param name="Heading">Heading before the group; empty when none.</param>
/// <param name="Cards">Fields of each card.</param>
public sealed record PageCardGroup(string Heading, IReadOnlyList<IReadOnlyList<PageField>> Cards);

/// <summary>One value of a page with the words that say what it is.</summary>
/// <param name="Key">Label, column heading, itemprop, class words or tag (h3, img, a), separated by blanks; lower case.</param>
/// <param name="Text">The visible text (alt text for an image).</param>
/// <param name="Href">Link target or image address, absolute; null when none.</param>
public sealed record PageField(string Key, string Text, string? Href = null);
