using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Turns an item of structured data into fields.</summary>
internal static class StructuredFields
{
    private const int MaxDepth = 4;

    /// <summary>Names that only wrap: <c>offers.price</c> is the price.</summary>
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal) { "offers", "mainEntity", "aggregateRating", "properties", "item", "priceSpecification" };

    /// <summary>The fields of the item; relative addresses belong to the page.</summary>
    public static IReadOnlyList<PageField> Of(JsonObject item, string pageUrl) => [.. Read(item, "", pageUrl, 0)];

    private static IEnumerable<PageField> Read(JsonNode? node, string key, string pageUrl, int depth)
    {
        switch (node)
        {
            case JsonObject item when depth <= MaxDepth:
                foreach (var field in item.Where(member => !member.Key.StartsWith('@')).SelectMany(member => Read(member.Value, Join(key, member.Key), pageUrl, depth + 1)))
                {
                    yield return field;
                }

                break;
            case JsonArray list when depth <= MaxDepth:
                // Several offers or authors: the first speaks for all only when it is the only one.
                foreach (var field in list.Count == 1 || list.All(entry => entry is JsonValue) ? list.Take(1).SelectMany(entry => Read(entry, key, pageUrl, depth + 1)) : [])
                {
                    yield return field;
                }

                break;
            case JsonValue value:
                var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
                yield return new PageField(key, text, Address(text, key, pageUrl));
                break;
        }
    }

    private static string Join(string key, string name)
    {
        var words = Wording.Normalize(name);
        return Wrappers.Contains(name) ? key
            : key.Length == 0 ? words
            : words == "name" ? key
            : words == "url" && key is "image" ? key
            : $"{key} {words}";
    }

    private static string? Address(string text, string key, string pageUrl) =>
        Uri.TryCreate(text, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https" ? text
        : key is "url" or "image" && Uri.TryCreate(pageUrl, UriKind.Absolute, out var page) && Uri.TryCreate(page, text, out var joined) ? joined.AbsoluteUri
        : null;
}
