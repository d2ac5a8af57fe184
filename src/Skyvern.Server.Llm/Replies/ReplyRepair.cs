using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Replies;

/// <summary>
/// Makes a plan of whatever a model wrote. Readings are tried from the strictest to the most forgiving: the whole text, a fenced block,
/// the first balanced object, then a lenient reading that closes what was left open. The first that yields an action wins.
/// </summary>
internal static partial class ReplyRepair
{
    private const int MostStarts = 6;

    /// <summary>The plan, or what to tell the model about its reply.</summary>
    public static (StepPlan? Plan, string? Problem) Read(string reply)
    {
        var text = WithoutThoughts(reply).Trim();
        if (text.Length == 0)
        {
            return (null, "The reply was empty.");
        }

        string? problem = null;
        foreach (var (node, cut) in Readings(text))
        {
            var (plan, found) = StepReader.Read(node, cut);
            if (plan is not null)
            {
                return (plan, null);
            }

            problem ??= found;
        }

        return (null, problem ?? "The reply held no JSON object.");
    }

    /// <summary>Every JSON value that can be made out, the most literal reading first.</summary>
    public static IEnumerable<(JsonNode Node, bool Cut)> Readings(string text)
    {
        var fenced = Fence().Matches(text).Select(match => match.Groups[1].Value.Trim()).ToList();
        foreach (var literal in fenced.Prepend(text).Concat(Balanced(text)))
        {
            if (Strict(literal) is { } node)
            {
                yield return (node, false);
            }
        }

        foreach (var source in fenced.Append(text))
        {
            foreach (var start in Starts(source))
            {
                if (LenientJson.Read(source, start) is (JsonNode node, var cut))
                {
                    yield return (node, cut);
                    if (Says(node))
                    {
                        // What lies within is a part of this: read alone, it would lose what stands before it.
                        break;
                    }
                }
            }
        }
    }

    /// <summary>JSON as the standard has it, or null; a string that holds JSON counts as that JSON.</summary>
    public static JsonNode? Strict(string text)
    {
        try
        {
            var node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 64 });
            Touch(node);
            return node is JsonValue value && value.TryGetValue(out string? inner) && inner.Contains('{', StringComparison.Ordinal) ? Strict(inner) : node;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    // Twice the same key in one object is only noticed when the object is read.
    private static void Touch(JsonNode? node)
    {
        if (node is JsonObject owner)
        {
            foreach (var (_, child) in owner)
            {
                Touch(child);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
            {
                Touch(child);
            }
        }
    }

    private static string WithoutThoughts(string text)
    {
        var rest = Thought().Replace(text, "");
        var end = rest.LastIndexOf("</think>", StringComparison.OrdinalIgnoreCase);
        rest = end < 0 ? rest : rest[(end + "</think>".Length)..];
        var open = rest.IndexOf("<think", StringComparison.OrdinalIgnoreCase);
        return open < 0 ? rest : rest[..open];
    }

    private static IEnumerable<string> Balanced(string text)
    {
        foreach (var start in Starts(text))
        {
            if (BracketScan.End(text, start) is not { } end)
            {
                yield break;
            }

            yield return text[start..end];
        }
    }

    // A bracket in prose, such as [1] or {e2}, says nothing.
    private static bool Says(JsonNode node) => node is JsonObject { Count: > 0 } || (node is JsonArray list && list.Any(item => item is JsonObject { Count: > 0 }));

    // Brackets that open something outside of what opened before them.
    private static IEnumerable<int> Starts(string text)
    {
        var found = 0;
        for (var at = text.AsSpan().IndexOfAny('{', '['); at >= 0 && found < MostStarts; found++)
        {
            yield return at;
            var next = BracketScan.End(text, at) ?? at + 1;
            var more = next < text.Length ? text.AsSpan(next).IndexOfAny('{', '[') : -1;
            at = more < 0 ? -1 : next + more;
        }
    }

    [GeneratedRegex("```[a-zA-Z0-9]*[ \t]*\r?\n?(.*?)(?:```|$)", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("<(think|thinking|thought|reasoning)>.*?</\\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Thought();
}
