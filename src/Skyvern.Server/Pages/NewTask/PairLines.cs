using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>A map of texts as a person writes it: a line each, <c>name: value</c>; a JSON object is taken, too.</summary>
internal static class PairLines
{
    /// <summary>The map, or what is wrong with which line.</summary>
    public static (JsonObject Map, string? Fault) Read(string text)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            var json = SchemaText.Read(text);
            return (json.Value as JsonObject ?? [], json.Fault);
        }

        var map = new JsonObject();
        foreach (var (index, line) in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && line[..colon].Trim() is { Length: > 0 } name)
            {
                map[name] = line[(colon + 1)..].Trim();
                continue;
            }

            return (map, $"Line {index + 1}: write a name, a colon and a value.");
        }

        return (map, null);
    }

    /// <summary>The map as lines; as JSON where lines could not hold it.</summary>
    public static string Write(IReadOnlyDictionary<string, string> map) =>
        map.All(pair => IsPlain(pair.Key) && !pair.Key.Contains(':', StringComparison.Ordinal) && !pair.Key.StartsWith('{') && IsPlain(pair.Value))
            ? string.Join('\n', map.Select(pair => $"{pair.Key}: {pair.Value}"))
            : JsonSerializer.Serialize(map, Skyvern.Client.Json.WireJson.Options);

    private static bool IsPlain(string text) => text.Trim() == text && !text.AsSpan().ContainsAny('\n', '\r');
}
