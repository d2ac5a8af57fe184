using System.Text.Json.Nodes;
using Skyvern.Server.Core.Engine.Drafts;
using Skyvern.Server.Llm.Replies;

namespace Skyvern.Server.Llm.Drafts;

/// <summary>Reads a task however a model writes it.</summary>
internal static class DraftReader
{
    /// <summary>The form as strict modes want it: objects of any keys cannot be said there, hence they come as text.</summary>
    public const string SchemaJson =
        """{"type":"object","properties":{"url":{"type":["string","null"]},"navigation_goal":{"type":"string"},"navigation_payload":{"type":["string","null"]},"data_extraction_goal":{"type":["string","null"]},"extracted_information_schema":{"type":["string","null"]},"title":{"type":"string"}},"required":["url","navigation_goal","navigation_payload","data_extraction_goal","extracted_information_schema","title"],"additionalProperties":false}""";

    /// <summary>The task; null when there is none to be made out.</summary>
    public static TaskDraft? Read(string reply)
    {
        foreach (var (node, _) in ReplyRepair.Readings(reply))
        {
            if (node is JsonObject json && new LooseObject(json) is var answer && Given(answer.Text("navigationgoal", "goal")) is { } goal)
            {
                return new TaskDraft(goal)
                {
                    Url = Address(answer.Text("url")),
                    NavigationPayload = Json(answer.Node("navigationpayload", "payload")),
                    DataExtractionGoal = Given(answer.Text("dataextractiongoal")),
                    Schema = Json(answer.Node("extractedinformationschema", "schema")),
                    Title = Given(answer.Text("title", "suggestedtitle")),
                };
            }
        }

        return null;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) || text.Trim() is "null" or "none" ? null : text.Trim();

    private static string? Address(string? text) =>
        Given(text) is { } given && Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;

    private static JsonNode? Json(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } or JsonArray { Count: > 0 } => node.DeepClone(),
        JsonValue value when value.TryGetValue(out string? text) && Given(text) is { } given =>
            ReplyRepair.Readings(given).Select(reading => reading.Node).OfType<JsonObject>().FirstOrDefault(json => json.Count > 0)?.DeepClone(),
        _ => null,
    };
}
