using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Observing;

/// <summary>What content.js says of one frame.</summary>
internal sealed record FrameContent(
    string Url,
    string Title,
    string Markdown,
    IReadOnlyList<string> Links,
    IReadOnlyList<TableContent> Tables,
    IReadOnlyList<GroupContent> Groups,
    IReadOnlyList<FieldContent> Fields,
    IReadOnlyList<JsonNode> Structured,
    IReadOnlyDictionary<string, string> Meta,
    bool Shown);

/// <summary>A table.</summary>
internal sealed record TableContent(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<FieldContent>> Rows)
{
    /// <summary>As the engine knows it.</summary>
    public PageTable ToTable() => new(Caption, Columns, [.. Rows.Select(FieldContent.ToFields)]);
}

/// <summary>A group of cards.</summary>
internal sealed record GroupContent(string Heading, IReadOnlyList<IReadOnlyList<FieldContent>> Cards)
{
    /// <summary>As the engine knows it.</summary>
    public PageCardGroup ToGroup() => new(Heading, [.. Cards.Select(FieldContent.ToFields)]);
}

/// <summary>A value with what it is called.</summary>
internal sealed record FieldContent(
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("s")] string Text,
    [property: JsonPropertyName("u")] string? Href)
{
    /// <summary>As the engine knows it.</summary>
    public PageField ToField() => new(Key, Text, Href);

    /// <summary>All of a row or card.</summary>
    public static IReadOnlyList<PageField> ToFields(IReadOnlyList<FieldContent> fields) => [.. fields.Select(field => field.ToField())];
}
