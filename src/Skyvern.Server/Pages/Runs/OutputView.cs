using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Pages.Runs;

/// <summary>A run's data: as tables, as JSON, and with what is wrong with it marked at its place.</summary>
/// <param name="Json">The data as indented text.</param>
/// <param name="Tables">The same for people.</param>
/// <param name="Lines">The text's lines, marked.</param>
/// <param name="Problems">What does not fit the schema, one sentence each.</param>
/// <param name="Unverified">Places of values that nothing seen in the run shows.</param>
public sealed record OutputView(
    string Json, IReadOnlyList<OutputTable> Tables, IReadOnlyList<JsonLine> Lines, IReadOnlyList<string> Problems, IReadOnlyList<string> Unverified)
{
    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    /// <summary>Steps in which data was read.</summary>
    public IReadOnlyList<StepPlace> Sources { get; init; } = [];

    /// <summary>The data of a run; null: there is none.</summary>
    internal static OutputView? Of(RunFacts facts, IOutputValidator validator)
    {
        if (facts.Run.OutputJson is not { } text || JsonNode.Parse(text) is not { } output)
        {
            return null;
        }

        var problems = facts.Run.IsWorkflow || facts.Request.DataExtractionSchema is not { } schema ? [] : validator.Check(output, schema).Problems;
        var marks = OutputMarks.Of(output, problems, facts.Run.UnverifiedFields);
        var sources = facts.Actions.Where(action => action.OutputJson is not null).Select(action => action.StepId).ToHashSet(StringComparer.Ordinal);
        return new OutputView(
            output.ToJsonString(Indented).ReplaceLineEndings("\n"), OutputTable.Of(output, marks), JsonLine.Of(output, marks), problems, facts.Run.UnverifiedFields)
        {
            Sources = [.. facts.Steps.Where(step => sources.Contains(step.Id)).Select(StepPlace.Of)],
        };
    }
}
