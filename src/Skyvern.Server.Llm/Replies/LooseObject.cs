using System.Globalization;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Replies;

/// <summary>An object read by any of several names, case and underscores aside, with values of any scalar type.</summary>
internal sealed class LooseObject
{
    private readonly Dictionary<string, JsonNode?> _members = new(StringComparer.Ordinal);

    public LooseObject(JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            _members.TryAdd(Plain(name), value);
        }
    }

    /// <summary>A word in lower case without separators.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>How a scalar reads; null for none, lists and objects.</summary>
    public static string? TextOf(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonValue value when value.TryGetValue(out bool flag) => flag ? "true" : "false",
        JsonValue value => value.ToJsonString(),
        _ => null,
    };

    /// <summary>Whether it has one of the names, even with null.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_members.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first value under one of the names.</summary>
    public JsonNode? Node(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_members.TryGetValue(name, out var node) && node is not null)
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>The first scalar under one of the names.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_members.TryGetValue(name, out var node) && TextOf(node) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Yes or no; no when it is not there.</summary>
    public bool Flag(params ReadOnlySpan<string> names) => Text(names)?.ToLowerInvariant() is "true" or "yes" or "1";

    /// <summary>A whole number, rounded; null when it is none.</summary>
    public int? Number(params ReadOnlySpan<string> names) =>
        double.TryParse(Text(names)?.TrimEnd('s', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e6
            ? (int)Math.Round(number)
            : null;

    /// <summary>A list of scalars; a lone one is a list of one.</summary>
    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> names) => Node(names) switch
    {
        JsonArray list => [.. list.Select(TextOf).OfType<string>()],
        { } node when TextOf(node) is { Length: > 0 } text => [text],
        _ => [],
    };
}
