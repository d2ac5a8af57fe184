using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Llm.Planning;

/// <summary>Writes the TASK block: what the run is for, fixed for the whole run.</summary>
internal static class TaskBlock
{
    private static readonly JsonSerializerOptions Minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The block as the first step's context has it.</summary>
    public static string Write(PlanningContext context)
    {
        var request = context.Run.Request;
        var text = new StringBuilder("TASK\n").Append("Goal: ").Append((context.Goal ?? request.Prompt).Trim()).Append('\n');
        text.Append(request.Url is { Length: > 0 } url ? $"Start address: {url}\n"
            : context.Observation.Url is "" or "about:blank" ? "Start address: none. Open the site the goal is about first, with goto.\n"
            : "");
        text.Append(request.DataExtractionSchema is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } schema
            ? $"Data asked for, as JSON of this form: {JsonSerializer.Serialize(schema, Minified)}\n"
            : "Data asked for: none but what the goal names.\n");
        if (context.Files.Count > 0)
        {
            text.Append("Files for upload: ").AppendJoin(", ", context.Files).Append('\n');
        }

        if (context.Credentials.Count > 0)
        {
            text.Append("Credentials for login: ").AppendJoin(", ", context.Credentials).Append('\n');
        }

        if (request.ErrorCodeMapping is { Count: > 0 } codes)
        {
            text.Append("Error codes for done.errors:\n");
            foreach (var (code, meaning) in codes)
            {
                text.Append("- ").Append(code).Append(": ").Append(meaning).Append('\n');
            }
        }

        text.Append(request.TaskType switch
        {
            TaskTypes.Validation => "Kind: judge the page as it is, doing nothing in it: done completed if the goal is met, terminated if not.\n",
            TaskTypes.Action => "Kind: do the goal by one action, then done.\n",
            _ => "",
        });
        text.Append("Limit: ").Append(context.MaxSteps).Append(" steps.\n");
        return text.Append(context.KeepsSubgoals ? "Plan: give 2 to 7 subgoals in the first answer; completed needs every one ok." : "Plan: none.").ToString();
    }
}
