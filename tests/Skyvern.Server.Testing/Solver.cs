using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Testing;

/// <summary>
/// Plays a strong model in tests: it reads nothing but the prompt's text and answers in the form of a step. With it a test shows that
/// what the prompt says is enough to do a task.
/// </summary>
public static partial class Solver
{
    /// <summary>The ref of an element of the page as shown now, by role and name; the exact name first, then a part of it.</summary>
    public static string Ref(string text, string role, string name) =>
        TryRef(text, role, name) ?? throw new InvalidOperationException($"No {role} \"{name}\" in:\n{text}");

    /// <summary>The same, or null when there is none.</summary>
    public static string? TryRef(string text, string role, string name)
    {
        var lines = Element().Matches(Page(text)).Where(line => line.Groups["role"].Value == role).ToList();
        var line = lines.Find(line => Same(line, name)) ?? lines.Find(line => line.Groups["name"].Value.Contains(name, StringComparison.OrdinalIgnoreCase));
        return line?.Groups["ref"].Value;
    }

    /// <summary>Whether the page as shown now holds a text.</summary>
    public static bool Sees(string text, string words) => Page(text).Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>The page as shown now: the last block of the prompt.</summary>
    public static string Page(string text)
    {
        var blocks = Block().Matches(text);
        return blocks.Count > 0 ? blocks[^1].Groups["page"].Value : text;
    }

    /// <summary>A reply with these actions.</summary>
    public static string Step(params JsonObject[] actions) => new JsonObject
    {
        ["note"] = "", ["plan"] = null, ["memory"] = "", ["goals"] = new JsonArray(), ["do"] = new JsonArray([.. actions]),
    }.ToJsonString();

    public static JsonObject Fill(params (string Ref, string Value)[] fields) => new()
    {
        ["act"] = "fill",
        ["fields"] = new JsonArray([.. fields.Select(field => new JsonObject { ["ref"] = field.Ref, ["value"] = field.Value })]),
    };

    public static JsonObject Click(string reference) => new() { ["act"] = "click", ["ref"] = reference, ["mode"] = "left" };

    public static JsonObject Extract(string what) => new() { ["act"] = "extract", ["what"] = what };

    public static JsonObject GoTo(string url) => new() { ["act"] = "goto", ["url"] = url };

    /// <summary>The end; the output is any value, or null for what was extracted.</summary>
    public static JsonObject Done(string reason, object? output = null, string status = "completed") => new()
    {
        ["act"] = "done", ["status"] = status, ["reason"] = reason,
        ["output"] = output is null ? null : JsonSerializer.Serialize(output), ["errors"] = new JsonArray(),
    };

    private static bool Same(Match line, string name) => string.Equals(line.Groups["name"].Value, name, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""^\s*\*?\s*(?<ref>(?:f\d+)?e\d+) (?<role>[\w-]+)(?: "(?<name>(?:[^"\\]|\\.)*)")?""", RegexOptions.Multiline)]
    private static partial Regex Element();

    [GeneratedRegex(@"^PAGE(?<nonce>[0-9a-f]+)\n(?<page>.*?)^END\k<nonce>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
