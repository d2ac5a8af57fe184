using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Words and replies of the rule planner.</summary>
internal static class PlanText
{
    private const int LongestClause = 200;

    /// <summary>Why a goal is refused, and what to do.</summary>
    public static string NeedsModel(string clause) =>
        $"This goal needs a language model: could not interpret \"{(clause.Length <= LongestClause ? clause : clause[..LongestClause] + "…")}\". "
        + "Configure one (OPENAI_API_KEY, or Llm__Endpoint, Llm__ApiKey and Llm__Model), or write the goal in plain steps such as: go to …, click \"…\", "
        + "type \"…\" into \"…\", fill in the form with name: value, log in with user … and password …, download \"…\", extract …";

    /// <summary>A plan of actions.</summary>
    public static StepPlan Plan(string note, IReadOnlyList<BrowserAction> actions) => new(actions)
    {
        Note = note,
        Reply = new JsonObject
        {
            ["note"] = note,
            ["do"] = new JsonArray([.. actions.Select(action => (JsonNode)new JsonObject { ["act"] = action.Act, ["refs"] = new JsonArray([.. action.Refs.Select(reference => (JsonNode)reference)]) })]),
        }.ToJsonString(JsonSerializerOptions.Web),
    };

    /// <summary>The end.</summary>
    public static StepPlan Done(DoneAction done) => Plan(done.Reason.Length <= LongestClause ? done.Reason : done.Reason[..LongestClause] + "…", [done]);

    /// <summary>What was done, as the reason of a completed run.</summary>
    public static string Summary(IReadOnlyList<string> evidence) => evidence.Count == 0 ? "Nothing had to be done." : string.Join(' ', evidence);
}
