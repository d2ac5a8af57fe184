using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Pages.Snippets;

/// <summary>Writes data as a person would: what fits stands on one line, the rest a member each.</summary>
/// <param name="Indent">Blanks of each level.</param>
/// <param name="True">The language's word.</param>
/// <param name="False">The language's word.</param>
/// <param name="Null">The language's word.</param>
/// <param name="EndsWithComma">Whether a comma may follow the last member.</param>
internal sealed record LiteralText(int Indent, string True, string False, string Null, bool EndsWithComma)
{
    private const int LongestLine = 76;

    public static readonly LiteralText Json = new(2, "true", "false", "null", EndsWithComma: false);
    public static readonly LiteralText Python = new(4, "True", "False", "None", EndsWithComma: true);

    /// <summary>The value as text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="depth">How far in its first line stands.</param>
    public string Write(JsonNode? value, int depth = 0) => value switch
    {
        null => Null,
        JsonObject { Count: 0 } => "{}",
        JsonArray { Count: 0 } => "[]",
        JsonObject map => Write("{ ", " }", [.. map.Select(member => $"{RequestCode.Quote(member.Key)}: {Write(member.Value, depth + 1)}")], depth),
        JsonArray list => Write("[", "]", [.. list.Select(item => Write(item, depth + 1))], depth),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => True,
            JsonValueKind.False => False,
            JsonValueKind.String => RequestCode.Quote(value.GetValue<string>()),
            _ => value.ToJsonString(),
        },
    };

    private string Write(string open, string close, IReadOnlyList<string> members, int depth)
    {
        var line = open + string.Join(", ", members) + close;
        if (depth > 0 && (depth * Indent) + line.Length <= LongestLine && !line.Contains('\n', StringComparison.Ordinal))
        {
            return line;
        }

        var inner = new string(' ', (depth + 1) * Indent);
        return $"{open.Trim()}\n{string.Join(",\n", members.Select(member => inner + member))}{(EndsWithComma ? "," : "")}\n{new string(' ', depth * Indent)}{close.Trim()}";
    }
}
