using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Grounding;

/// <summary>
/// What a run has seen: every text of its pages, in a form that claims can be held against. Values that the planner typed are not part of it
/// where a page only shows them in the field they were typed into.
/// </summary>
internal sealed partial class SeenText
{
    /// <summary>Older texts are dropped beyond this; the pages at the end of a run are what its claims are about.</summary>
    private const int MostCharacters = 6_000_000;

    private readonly Queue<string> _texts = [];
    private readonly HashSet<string> _known = [];
    private readonly HashSet<string> _typed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<decimal> _numbers = [];
    private readonly HashSet<NamedDay> _days = [];
    private readonly HashSet<string> _digitRuns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private int _characters;

    /// <summary>Numbers that follow from tables and lists of the pages: how many rows, the sum of a column.</summary>
    public ComputedNumbers Computed { get; } = new();

    /// <summary>What the planner is about to type.</summary>
    public void Typed(string value) => _typed.Add(value);

    /// <summary>A page as planners see it.</summary>
    public void Add(Observation page)
    {
        AddAddress(page.Url);
        Add(page.Title);
        Add(string.Join('\n', page.Lines.Select(Shown)));
        foreach (var tab in page.Tabs)
        {
            Add(tab.Title);
            AddAddress(tab.Url);
        }

        Add(string.Join('\n', page.Notes.Concat(page.Alerts)));
        foreach (var element in page.Elements)
        {
            AddAddress(element.Href);
            Add(string.Join('\n', [element.Name, _typed.Contains(element.Value ?? "") ? "" : element.Value, element.Group, element.Context, .. element.Options]));
        }
    }

    /// <summary>A whole page.</summary>
    public void Add(PageContent page)
    {
        AddAddress(page.Url);
        Add(page.Title);
        Add(page.Markdown);
        page.Links.ToList().ForEach(AddAddress);
        foreach (var field in page.Tables.SelectMany(table => table.Rows).Concat(page.CardGroups.SelectMany(group => group.Cards)).Append(page.Fields).SelectMany(row => row))
        {
            Add(field.Text);
            AddAddress(field.Href);
        }

        foreach (var text in page.StructuredData.SelectMany(Leaves).Concat(page.Meta.Values))
        {
            Add(text);
            AddAddress(text);
        }

        Computed.Add(page);
    }

    /// <summary>Any text.</summary>
    public void Add(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || !_known.Add(text))
        {
            return;
        }

        var plain = PlainText.Of(text);
        _texts.Enqueue(plain);
        _characters += plain.Length + text.Length;
        while (_characters > MostCharacters && _texts.Count > 1)
        {
            _characters -= _texts.Dequeue().Length;
        }

        _words.UnionWith(plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        _numbers.UnionWith(NumberReader.Find(text));
        _days.UnionWith(DateReader.Find(text));
        _digitRuns.UnionWith(NumberReader.DigitRuns(text));
    }

    /// <summary>An address that was open or led to.</summary>
    public void AddAddress(string? address)
    {
        if (address is { Length: > 0 } && _addresses.Add(Bare(address)))
        {
            Add(Uri.UnescapeDataString(address));
        }
    }

    /// <summary>Whether these words stand somewhere in this order.</summary>
    public bool HasText(string text) => PlainText.Of(text) is { Length: > 0 } plain && _texts.Any(seen => seen.Contains(plain, StringComparison.Ordinal));

    /// <summary>Whether the word stands somewhere.</summary>
    public bool HasWord(string word) => _words.Contains(word);

    /// <summary>Whether the number stands somewhere, in whatever form, or follows from what stands there.</summary>
    public bool HasNumber(decimal number) => _numbers.Contains(number) || Computed.Has(number);

    /// <summary>Whether the day is named somewhere; a page that names no year may mean any.</summary>
    public bool HasDay(NamedDay day) => _days.Contains(day) || _days.Contains(day with { Year = null });

    /// <summary>Whether the digits stand somewhere, parted in whatever way.</summary>
    public bool HasDigits(string digits) => _digitRuns.Contains(digits);

    /// <summary>Whether the address was open or led to.</summary>
    public bool HasAddress(string address) => _addresses.Contains(Bare(address));

    private string Shown(string line)
    {
        var plain = Reference().Replace(line, "");
        return Value().Match(plain) is { Success: true } shown && _typed.Contains(shown.Groups["value"].Value) ? Value().Replace(plain, "") : plain;
    }

    private static string Bare(string address) => Scheme().Replace(address.Split('#', 2)[0], "").TrimEnd('/');

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject record => record.SelectMany(field => Leaves(field.Value)),
        JsonArray list => list.SelectMany(Leaves),
        JsonValue value => [value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()],
        _ => [],
    };

    [GeneratedRegex(@"^\*?(f\d+)?e\d+ ")]
    private static partial Regex Reference();

    [GeneratedRegex(@"value=""(?<value>[^""]*)""")]
    private static partial Regex Value();

    [GeneratedRegex(@"^https?://(www\.)?", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
