using System.Text;
using System.Text.Json;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Llm.Planning;

/// <summary>Writes the TASK block: what the run is for, fixed for the whole run.</summary>
internal static class TaskBlock
{
    public static string Write(TaskRun run, int maxSteps)
    {
        var request = run.Request;
        var text = new StringBuilder("TASK\n").Append("Goal: ").Append(request.Prompt.Trim()).Append('\n');
        if (request.Url is { Length: > 0 } url)
        {
            text.Append("Start address: ").Append(url).Append('\n');
        }

        text.Append(request.DataExtractionSchema is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } schema
            ? $"Data asked for, as JSON of this form: {schema.GetRawText()}\n"
            : "Data asked for: none but what the goal names.\n");
        if (request.ErrorCodeMapping is { Count: > 0 } codes)
        {
            text.Append("Error codes for done.errors:\n");
            foreach (var (code, meaning) in codes)
            {
                text.Append("- ").Append(code).Append(": ").Append(meaning).Append('\n');
            }
        }

        text.Append("Limit: ").Append(maxSteps).Append(" steps.\n");
        return text.Append(run.RunType == "task_v1" ? "Plan: none." : "Plan: give 2 to 7 subgoals in the first answer; completed needs every one ok.").ToString();
    }
}
