using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Llm.Replies;

/// <summary>Reads the claim that a run is over. How it ended is never guessed.</summary>
internal static class DoneReader
{
    /// <summary>The claim, or null when it does not say how the run ended.</summary>
    public static DoneAction? Read(string word, LooseObject arguments)
    {
        var status = StatusOf(arguments.Text("status", "outcome", "state")) ?? StatusOf(arguments.Text("success", "succeeded")) ?? StatusOf(word);
        return status is { } known
            ? new DoneAction(
                known,
                arguments.Text("reason", "message", "explanation", "summary", "text") ?? "",
                Output(arguments.Node("output", "data", "result", "extracted", "extracteddata")),
                arguments.Texts("errors", "error", "errorcodes", "errorcode"))
            : null;
    }

    private static DoneStatus? StatusOf(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "completed" or "complete" or "success" or "succeeded" or "true" => DoneStatus.Completed,
        "failed" or "fail" or "failure" or "false" => DoneStatus.Failed,
        "terminated" or "terminate" or "impossible" => DoneStatus.Terminated,
        _ => null,
    };

    // The output is a string that holds JSON; plain words become a JSON string, objects are taken as they are.
    private static string? Output(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue(out string? text))
        {
            return node?.ToJsonString();
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Null ? null : text;
        }
        catch (JsonException)
        {
            return JsonSerializer.Serialize(text);
        }
    }
}
