using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Puts the page's true addresses where a model answered link:7, and removes addresses the page does not have.</summary>
internal sealed partial class LinkRestorer(PageContent page)
{
    /// <summary>How many addresses were removed, because the page does not have them.</summary>
    public int Invented { get; private set; }

    /// <summary>The data with true addresses.</summary>
    public JsonNode? Restore(JsonNode? node) => Restore(node, name: "");

    private JsonNode? Restore(JsonNode? node, string name) => node switch
    {
        JsonObject owner => new JsonObject(owner.Select(member => KeyValuePair.Create(member.Key, Restore(member.Value, member.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Restore(item, name))]),
        JsonValue value when value.TryGetValue(out string? text) => Address(text.Trim(), name) is { Found: true } address ? address.Value : value.DeepClone(),
        _ => node?.DeepClone(),
    };

    private (bool Found, string? Value) Address(string text, string name)
    {
        var match = Link().Match(text);
        if (match.Success && (match.Groups["word"].Length > 0 || AddressName().IsMatch(name)))
        {
            return (true, Target(match.Groups["number"].ValueSpan));
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !text.Contains(' ', StringComparison.Ordinal) && !Has(text))
        {
            Invented++;
            return (true, null);
        }

        return (false, null);
    }

    private string? Target(ReadOnlySpan<char> number)
    {
        if (int.TryParse(number, CultureInfo.InvariantCulture, out var index) && index >= 1 && index <= page.Links.Count)
        {
            return page.Links[index - 1];
        }

        Invented++;
        return null;
    }

    private bool Has(string address) =>
        page.Links.Contains(address, StringComparer.Ordinal) || page.Url == address || page.Markdown.Contains(address, StringComparison.Ordinal);

    [GeneratedRegex(@"^\(?(?:\[[^\]]*\]\()?(?:(?<word>link:)|#)(?<number>\d+)\)?$")]
    private static partial Regex Link();

    [GeneratedRegex("url|link|href|address|src", RegexOptions.IgnoreCase)]
    private static partial Regex AddressName();
}
