using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>What a workflow run returns: each ended block under its output's name, and all their data in one list.</summary>
internal static class WorkflowOutput
{
    /// <summary>The field that holds a block's data, and the list of all data.</summary>
    public const string Data = "extracted_information";

    /// <summary>The end of one block.</summary>
    public static JsonElement Of(TaskRun block) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["task_id"] = block.Id,
        ["status"] = block.Status.ToWire(),
        [Data] = block.OutputJson is { } data ? JsonNode.Parse(data) : null,
        ["failure_reason"] = block.FailureReason,
        ["errors"] = new JsonArray([.. block.Errors.Select(error => new JsonObject { ["error_code"] = error.ErrorCode, ["reasoning"] = error.Reasoning })]),
    });

    /// <summary>The whole, as JSON text.</summary>
    public static string Of(IEnumerable<(WorkflowBlock Block, TaskRun Run)> ended)
    {
        var (output, data) = (new JsonObject(), new JsonArray());
        foreach (var (block, run) in ended)
        {
            output[block.OutputKey] = JsonNode.Parse(Of(run).GetRawText());
            if (run.OutputJson is { } found && JsonNode.Parse(found) is { } value)
            {
                data.Add(value);
            }
        }

        output[Data] = data;
        return output.ToJsonString();
    }

    /// <summary>Where the whole has values that nothing seen shows.</summary>
    public static IReadOnlyList<string> Unverified(IEnumerable<(WorkflowBlock Block, TaskRun Run)> ended) =>
        [.. ended.SelectMany(one => one.Run.UnverifiedFields.Select(field => $"{one.Block.OutputKey}.{Data}.{field}"))];
}
