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

    /// <summary>The ref of an element by its name alone; the exact name first, then a part of it.</summary>
    public static string RefOf(string text, string name) => TryRefOf(text, name) ?? throw new InvalidOperationException($"No \"{name}\" in:\n{text}");

    /// <summary>The same, or null when there is none.</summary>
    public static string? TryRefOf(string text, string name)
    {
        var lines = Element().Matches(Page(text)).ToList();
        var line = lines.Find(line => Same(line, name)) ?? lines.Find(line => line.Groups["name"].Value.Contains(name, StringComparison.OrdinalIgnoreCase));
        return line?.Groups["ref"].Value;
    }

    /// <summary>The refs of all elements of a role on the page as shown now, in order; of those with the name in theirs when one is given.</summary>
    public static IReadOnlyList<string> Refs(string text, string role, string name = "") =>
    [
        .. Element().Matches(Page(text))
            .Where(line => line.Groups["role"].Value == role && line.Groups["name"].Value.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Groups["ref"].Value),
    ];

    /// <summary>What became of the last answer: the last RESULT; empty in the first step.</summary>
    public static string Result(string text) => LastResult().Match(text).Groups["result"].Value;

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

    public static JsonObject Click(string reference, string mode = "left") => Act("click", ("ref", reference), ("mode", mode));

    public static JsonObject Type(string reference, string text, bool enter = false, bool append = false) =>
        Act("type", ("ref", reference), ("text", text), ("enter", enter), ("append", append));

    public static JsonObject Select(string reference, params string[] options) =>
        Act("select", ("ref", reference), ("options", new JsonArray([.. options.Select(option => (JsonNode)option)])));

    public static JsonObject Press(string key, string? reference = null) => Act("press", ("key", key), ("ref", reference));

    public static JsonObject Scroll(string to, string? reference = null) => Act("scroll", ("ref", reference), ("to", to));

    public static JsonObject Hover(string reference) => Act("hover", ("ref", reference));

    public static JsonObject Drag(string reference, string toReference) => Act("drag", ("ref", reference), ("to_ref", toReference));

    public static JsonObject Upload(string reference, string file) => Act("upload", ("ref", reference), ("file", file));

    public static JsonObject GoTo(string url) => Act("goto", ("url", url));

    public static JsonObject Back() => Act("back");

    public static JsonObject Tab(string op, string? id = null) => Act("tab", ("op", op), ("id", id));

    public static JsonObject Wait(int seconds, string? forText = null) => Act("wait", ("seconds", seconds), ("for", forText));

    public static JsonObject Find(string text) => Act("find", ("text", text));

    public static JsonObject Read(int part = 1) => Act("read", ("part", part));

    public static JsonObject Extract(string what) => Act("extract", ("what", what));

    public static JsonObject Look() => Act("look");

    public static JsonObject ClickAt(int x, int y) => Act("click_at", ("x", x), ("y", y));

    public static JsonObject Otp(string reference) => Act("otp", ("ref", reference));

    public static JsonObject Login(string credential) => Act("login", ("credential", credential));

    public static JsonObject Captcha() => Act("captcha");

    /// <summary>The end; the output is any value, or null for what was extracted.</summary>
    public static JsonObject Done(string reason, object? output = null, string status = "completed") => new()
    {
        ["act"] = "done", ["status"] = status, ["reason"] = reason,
        ["output"] = output is null ? null : JsonSerializer.Serialize(output), ["errors"] = new JsonArray(),
    };

    /// <summary>The end of a run that cannot be brought to its goal.</summary>
    public static JsonObject GiveUp(string reason, params string[] errors)
    {
        var end = Done(reason, status: "failed");
        end["errors"] = new JsonArray([.. errors.Select(code => (JsonNode)code)]);
        return end;
    }

    private static JsonObject Act(string act, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["act"] = act };
        foreach (var (name, value) in properties)
        {
            json[name] = value;
        }

        return json;
    }

    private static bool Same(Match line, string name) => string.Equals(line.Groups["name"].Value, name, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""^\s*\*?\s*(?<ref>(?:f\d+)?e\d+) (?<role>[\w-]+)(?: "(?<name>(?:[^"\\]|\\.)*)")?""", RegexOptions.Multiline)]
    private static partial Regex Element();

    [GeneratedRegex(@"^RESULT \d+ PAGE(?<nonce>[0-9a-f]+)\n(?<result>.*?)\nEND\k<nonce>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex LastResult();

    [GeneratedRegex(@"^PAGE(?<nonce>[0-9a-f]+)\n(?<page>.*?)^END\k<nonce>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
