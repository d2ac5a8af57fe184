using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Replies;

/// <summary>Reads a reply's JSON as a plan: unwraps it, fills in what the looser modes leave out, keeps what is valid.</summary>
internal static class StepReader
{
    private const int MostActions = 8;
    private const int MostSubgoals = 7;
    private static readonly string[] ListNames = ["do", "actions", "steps", "commands", "toolcalls"];
    private static readonly string[] Wrappers = ["step", "response", "result", "answer", "arguments", "parameters", "json", "properties", "function", "reply"];

    /// <summary>The plan, or what is wrong. Of a reply that was cut, a lone action is not trusted: its end may be missing.</summary>
    public static (StepPlan? Plan, string? Problem) Read(JsonNode node, bool cut)
    {
        if (Unwrap(node, cut, depth: 0) is not var (frame, list))
        {
            return (null, "the reply has no list \"do\" with actions");
        }

        var (actions, problem) = Actions(list);
        if (actions.Count == 0)
        {
            return (null, problem ?? "the list \"do\" is empty");
        }

        return (new StepPlan(actions)
        {
            Note = Limited(frame?.Text("note", "thought", "thinking", "reasoning", "evaluation", "explanation"), 400),
            Memory = Limited(frame?.Text("memory", "facts"), 1000),
            Subgoals = frame?.Texts("plan", "subgoals") is { Count: > 0 } plan ? [.. plan.Take(MostSubgoals)] : null,
            Goals = Goals(frame?.Node("goals")),
        }, null);
    }

    private static (LooseObject? Frame, JsonArray List)? Unwrap(JsonNode? node, bool cut, int depth)
    {
        switch (node)
        {
            case JsonArray { Count: 1 } lone when lone[0] is JsonObject first && new LooseObject(first).Has(ListNames):
                return Unwrap(first, cut, depth + 1);
            case JsonArray list:
                return (null, list);
            case JsonValue when LooseObject.TextOf(node) is { } text && text.Contains('{', StringComparison.Ordinal):
                return Unwrap(ReplyRepair.Strict(text), cut, depth + 1);
            case JsonObject json when depth < 5:
                return UnwrapObject(json, cut, depth);
            default:
                return null;
        }
    }

    private static (LooseObject? Frame, JsonArray List)? UnwrapObject(JsonObject json, bool cut, int depth)
    {
        var loose = new LooseObject(json);
        switch (loose.Node(ListNames) ?? (loose.Node("action") is JsonArray several ? several : null))
        {
            case JsonArray list:
                return (loose, list);
            case JsonObject lone when !cut:
                return (loose, [lone.DeepClone()]);
            case JsonValue text when ReplyRepair.Strict(LooseObject.TextOf(text) ?? "") is { } inner:
                return (loose, inner as JsonArray ?? [inner.DeepClone()]);
            default:
                break;
        }

        foreach (var name in Wrappers)
        {
            if (loose.Node(name) is JsonObject or JsonArray or JsonValue && !loose.Has("act") && Unwrap(loose.Node(name), cut, depth + 1) is { } inner)
            {
                return inner;
            }
        }

        return cut || ActionReader.Read(json).Action is null ? null : (loose, [json.DeepClone()]);
    }

    private static (IReadOnlyList<BrowserAction> Actions, string? Problem) Actions(JsonArray list)
    {
        var actions = new List<BrowserAction>();
        string? problem = null;
        foreach (var item in list)
        {
            (var action, problem) = ActionReader.Read(item);
            if (action is null)
            {
                // What comes after may rely on it.
                break;
            }

            actions.Add(action);
        }

        // An end is only believed alone: what stands beside it has not shown its effect yet.
        return actions.Count > 1 && actions.Exists(action => action is not DoneAction)
            ? ([.. actions.Where(action => action is not DoneAction).Take(MostActions)], problem)
            : ([.. actions.Take(1)], problem);
    }

    private static List<GoalUpdate> Goals(JsonNode? node) =>
    [
        .. (node as JsonArray ?? []).OfType<JsonObject>().Select(goal => new LooseObject(goal))
            .Where(goal => goal.Number("i", "index", "goal") is >= 0)
            .Select(goal => new GoalUpdate(goal.Number("i", "index", "goal")!.Value, goal.Flag("ok", "done", "reached", "completed"))),
    ];

    private static string Limited(string? text, int most) => text is null ? "" : text.Length > most ? text[..most] : text;
}
