using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Extracts without a schema: whole records of the list that is named, single values, or the page's text.</summary>
internal static class FreeForm
{
    private static readonly HashSet<string> AnyThing = new(StringComparer.Ordinal) { "item", "result", "entry", "row", "element", "record", "thing", "data", "list", "table", "search result", "search" };

    private static readonly Dictionary<string, string> NameOfTag = new(StringComparer.Ordinal)
    {
        ["h1"] = "name", ["h2"] = "name", ["h3"] = "name", ["h4"] = "name", ["h5"] = "name", ["h6"] = "name", ["a"] = "link", ["img"] = "image", ["p"] = "text", ["time"] = "date", ["span"] = "text",
    };

    /// <summary>The data for the words.</summary>
    public static ExtractionResult Read(PageContent page, WhatToExtract what)
    {
        if (what.IsText)
        {
            return page.Markdown.Trim() is { Length: > 0 } text ? new ExtractionResult(JsonValue.Create(text)) : new ExtractionResult(null, "The page shows no text.");
        }

        return what switch
        {
            { Keys.Count: 0, IsList: true } => Records(page, what),
            { Keys.Count: 0 } or { Keys: ["data" or "information" or "details"] } => Everything(page, what),
            _ => ByKeys(page, what),
        };
    }

    private static ExtractionResult ByKeys(PageContent page, WhatToExtract what)
    {
        var properties = what.Keys.ToDictionary(SnakeCase, key => (JsonNode?)new JsonObject { ["type"] = "string" }, StringComparer.Ordinal);
        var record = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties),
            ["required"] = new JsonArray([.. properties.Keys.Select(key => (JsonNode)key)]),
        };
        var schema = System.Text.Json.JsonSerializer.SerializeToElement(what.IsList ? new JsonObject { ["type"] = "array", ["items"] = record } : record);
        var filler = new SchemaFiller(page, schema, what);
        var data = filler.Fill(schema);
        return filler.Problems.Count > 0 ? new ExtractionResult(null, string.Join(' ', filler.Problems)) : new ExtractionResult(data);
    }

    private static ExtractionResult Records(PageContent page, WhatToExtract what)
    {
        var sources = GroupChoice.Of(page, PageSources.Lists(page), what.Group);
        var rated = sources.Select(source => (Source: source, Rate: Rate(page, source, what.Subject))).Where(entry => entry.Rate > 0).OrderByDescending(entry => entry.Rate).ToList();
        return rated.Count == 0
            ? new ExtractionResult(null, what.Group is not null && sources.Count == 0 ? $"The page shows no group \"{what.Group}\"." : $"The page shows no table or list of {string.Join(' ', what.Subject)}.")
            : new ExtractionResult(new JsonArray([.. rated[0].Source.Records.Select(record => (JsonNode)ObjectOf(record, rated[0].Source))]));
    }

    private static ExtractionResult Everything(PageContent page, WhatToExtract what) =>
        PageSources.Labelled(page) is { Count: > 0 } fields ? new ExtractionResult(ObjectOf(fields, new RecordSource(SourceKind.Cards, "", [fields])))
        : PageSources.Lists(page).Count > 0 ? Records(page, what with { Subject = AnyThing })
        : new ExtractionResult(null, "The page shows no data in tables, lists or fields.");

    /// <summary>0: the source is not about the things that are named.</summary>
    private static double Rate(PageContent page, RecordSource source, IReadOnlySet<string> subject)
    {
        var size = Math.Min(50, source.Records.Count) / 50.0 + Math.Min(10, source.Records.Average(record => record.Count)) / 10.0 - (int)source.Kind * 0.1;
        var inHeading = Wording.Terms(source.Heading).Any(subject.Contains);
        var inKeys = source.Records[0].Any(field => Wording.Terms(field.Key).Any(subject.Contains));
        var onPage = Wording.Terms($"{page.Title} {PageSources.Heading(page)[0].Text}").Any(subject.Contains);
        return inHeading ? 20 + size : inKeys ? 10 + size : (onPage || subject.Count == 0 || subject.Any(AnyThing.Contains)) && source.Records[0].Count > 1 ? size : 0;
    }

    private static JsonObject ObjectOf(IReadOnlyList<PageField> record, RecordSource source)
    {
        // A word that every key has says what the record is, not what the field is: "product name", "product price".
        var shared = source.Kind == SourceKind.Cards ? record.Select(field => Wording.Words(field.Key).Where(word => !NameOfTag.ContainsKey(word))).Where(words => words.Any()).Aggregate((IEnumerable<string>?)null, (common, words) => common is null ? words : common.Intersect(words))?.ToHashSet() ?? [] : [];
        var data = new JsonObject();
        foreach (var field in record)
        {
            var words = Wording.Words(field.Key);
            var names = source.Kind == SourceKind.Cards ? words.Where(word => !NameOfTag.ContainsKey(word) && !shared.Contains(word)).ToArray() : words;
            var name = names.Length > 0 ? string.Join('_', names) : words.Select(word => NameOfTag.GetValueOrDefault(word)).FirstOrDefault(tag => tag is not null) ?? "text";
            Add(data, name, words.Contains("img") ? field.Href : field.Text);
            if (!words.Contains("img"))
            {
                Add(data, "url", field.Href);
            }
        }

        return data;
    }

    private static void Add(JsonObject data, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && !data.ContainsKey(name))
        {
            data[name] = value;
        }
    }

    private static string SnakeCase(string key) => string.Join('_', Wording.Words(key));
}
