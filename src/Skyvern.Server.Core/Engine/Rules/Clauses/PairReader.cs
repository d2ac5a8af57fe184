using System.Text.Json;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>Reads lists of fields and values: <c>name: Anna, e-mail = a@b.c</c>, <c>name "Anna"</c>, <c>"Anna" as name</c>, JSON.</summary>
internal static partial class PairReader
{
    private const int MostKeyWords = 6;

    private static readonly HashSet<string> NoKeys = new(StringComparer.Ordinal)
    {
        "then", "next", "first", "finally", "note", "important", "step", "steps", "goal", "task", "hint", "warning", "please", "now", "also", "example", "http", "https",
        "click", "press", "open", "go", "extract", "submit", "send", "wait", "download", "search", "return", "get", "type", "enter", "fill", "select", "choose", "check", "if", "when",
    };

    // Words that a sentence has and the name of a field has not.
    private static readonly HashSet<string> SentenceWords = new(StringComparer.Ordinal) { "with", "to", "in", "into", "on", "you", "as", "please", "from", "it", "log", "sign", "login" };

    /// <summary>The pairs when the whole text is a list of them, else null.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="text">The part.</param>
    /// <param name="alone">Whether no word before the text says that it is data: then only what cannot be a sentence is.</param>
    public static IReadOnlyList<FieldPair>? Read(PromptText prompt, string text, bool alone = false)
    {
        var words = text.Trim().TrimEnd('.', ';', ',').Trim();
        if (prompt.KindOf(words) is AtomKind.Json)
        {
            return ReadJson(prompt.Value(words));
        }

        var pairs = new List<FieldPair>();
        var start = 0;
        foreach (var part in Separator().Split(words).Where(part => part.Length > 0))
        {
            var at = words.IndexOf(part, start, StringComparison.Ordinal);
            if (ReadPair(prompt, part.Trim(), alone) is { } pair)
            {
                pairs.Add(pair);
            }
            else if (pairs.Count > 0 && !Wordless().IsMatch(part))
            {
                // No new pair, so it goes on with the value before it: "message: Hello, how are you".
                pairs[^1] = pairs[^1] with { Value = pairs[^1].Value + words[start..at] + prompt.Value(part) };
            }
            else if (!Wordless().IsMatch(part))
            {
                return null;
            }

            start = at + part.Length;
        }

        return pairs.Count > 0 ? pairs : null;
    }

    private static FieldPair? ReadPair(PromptText prompt, string part, bool alone)
    {
        foreach (var form in (Regex[])[Marked(), Quoted(), Reversed()])
        {
            var match = form.Match(part);
            var key = KeyWords().Replace(prompt.Value(match.Groups["k"].Value), "");
            if (match.Success && IsKey(key, alone, form == Marked()))
            {
                return new FieldPair(key, prompt.Value(match.Groups["v"].Value));
            }
        }

        return FieldSynonyms.LeadingKey(part) is { } known && !GoesOn().IsMatch(part[known.Length..]) && part[known.Length..].TrimStart(' ', ':', '=') is { Length: > 0 } value
            ? new FieldPair(known, prompt.Value(value))
            : null;
    }

    private static bool IsKey(string key, bool alone, bool marked)
    {
        if (FieldSynonyms.IsKnown(Wording.Normalize(key)))
        {
            return true;
        }

        var words = Wording.Words(key);
        return words.Length is > 0 and <= MostKeyWords && !NoKeys.Contains(words[0]) && (!alone || (marked && !words.Any(SentenceWords.Contains)));
    }

    private static List<FieldPair>? ReadJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true });
            var pairs = document.RootElement.EnumerateObject().SelectMany(member => Flatten(member.Name, member.Value)).ToList();
            return pairs.Count > 0 ? pairs : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<FieldPair> Flatten(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Flatten(member.Name, member.Value)),
        JsonValueKind.Array => [new FieldPair(name, string.Join(", ", value.EnumerateArray().Select(item => item.ToString())))],
        JsonValueKind.Null => [],
        JsonValueKind.True or JsonValueKind.False => [new FieldPair(name, value.GetBoolean() ? "true" : "false")],
        _ => [new FieldPair(name, value.ToString())],
    };

    [GeneratedRegex(@"\s*[\r\n]+\s*(?:[-*•]\s+)?|\s*[;,]\s*(?:and\s+)?|\s+and\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:[-*•]\s+)?(?<k>[^:=\r\n]{1,60}?)\s*(?::|=)\s*(?<v>\S.*)$", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex("^(?<k>[\\p{L}][\\p{L}\\d '_/-]{0,50}?)\\s+(?:is\\s+|as\\s+|with\\s+|to\\s+)?(?<v>[\uE100-\uF8FF])$")]
    private static partial Regex Quoted();

    [GeneratedRegex("^(?<v>[\uE100-\uF8FF]|\\S+)\\s+(?:as|for|in|into)\\s+(?:the\\s+|my\\s+)?(?<k>[\\p{L}][\\p{L}\\d '_/-]{0,50})$", RegexOptions.IgnoreCase)]
    private static partial Regex Reversed();

    [GeneratedRegex(@"^(?:the|my|a|an|use|as|set|with)\s+|\s+(?:field|box)$", RegexOptions.IgnoreCase)]
    private static partial Regex KeyWords();

    // "The date as JSON" names no value for the date.
    [GeneratedRegex(@"^\s*(?:as|in|of|from|for|and|with|on|is|are)\b", RegexOptions.IgnoreCase)]
    private static partial Regex GoesOn();

    [GeneratedRegex(@"^\W*$")]
    private static partial Regex Wordless();
}
