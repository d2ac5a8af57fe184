using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>The part of the gate that looks at data: what the planner gives, else what was extracted, against the caller's schema.</summary>
internal sealed class OutputGate(IOutputValidator validator)
{
    private const int MostProblemsShown = 10;

    /// <summary>Completed with the output, sent back once with what is wrong, or failed; and the output itself.</summary>
    public (GateVerdict Verdict, JsonNode? Output) Check(RunState run, DoneAction claim)
    {
        var output = Parse(claim.Output) ?? run.Extracted.Value?.DeepClone();
        if (run.Run.Request.DataExtractionSchema is not { } schema)
        {
            return (Completed(output), output);
        }

        var check = output is null && schema is { ValueKind: JsonValueKind.String } && schema.GetString() is { Length: > 0 }
            ? new OutputCheck(null, ["no data was given"])
            : validator.Check(output, schema);
        if (check.Fits)
        {
            return (Completed(check.Output), check.Output);
        }

        var problems = string.Join("; ", check.Problems.Take(MostProblemsShown));
        if (run.Gate.OutputReturned || !run.HasStepsLeft)
        {
            var reason = $"The data asked for could not be had in the form of data_extraction_schema: {problems}";
            return (GateVerdict.End(RunResult.Failed(reason, FailureCategory.DataExtraction) with { OutputJson = Text(check.Output) }), check.Output);
        }

        run.Gate.OutputReturned = true;
        return (GateVerdict.Return($"The output does not fit the schema: {problems}. Extract what is missing; do not invent it."), check.Output);
    }

    private static GateVerdict Completed(JsonNode? output) => GateVerdict.End(new RunResult(RunStatus.Completed) { OutputJson = Text(output) });

    /// <summary>What a run that did not succeed can still give.</summary>
    public static string? BestEffort(RunState run) => Text(run.Extracted.Value);

    /// <summary>JSON text of an output. Clients cannot read a bare number or boolean there: it becomes its own text.</summary>
    private static string? Text(JsonNode? output) => output switch
    {
        null => null,
        JsonValue value when value.GetValueKind() != JsonValueKind.String => JsonSerializer.Serialize(value.ToJsonString()),
        _ => output.ToJsonString(),
    };

    /// <summary>Planners give JSON as text; text that is no JSON is meant as it stands.</summary>
    private static JsonNode? Parse(string? output)
    {
        if (string.IsNullOrWhiteSpace(output))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(output);
        }
        catch (JsonException)
        {
            return JsonValue.Create(output);
        }
    }
}
