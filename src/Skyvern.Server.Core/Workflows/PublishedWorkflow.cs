using System.Text.Json;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Makes a workflow of a task, so that it can be run again with other values: address, prompt and schema are its parameters.</summary>
public static class PublishedWorkflow
{
    private const int LongestTitle = 80;

    /// <summary>The workflow of a task run that asks for one.</summary>
    public static Workflow Of(TaskRun run)
    {
        var (request, now) = (run.Request, run.CreatedAt);
        List<WorkflowParameter> parameters =
        [
            Parameter("url", "string", request.Url ?? "", "Where to start; empty: the address that the prompt names."),
            Parameter("prompt", "string", request.Prompt, "The goal."),
        ];
        if (request.DataExtractionSchema is { } schema)
        {
            // As a value of its own, so that a text in it is never read as a template.
            parameters.Add(Parameter("data_schema", "json", schema, "The shape of the data to extract."));
        }

        var block = new WorkflowBlock
        {
            Type = BlockTypes.Task,
            Label = "task",
            OutputParameterId = RunIds.OutputParameter(now),
            Url = "{{ url }}",
            Engine = request.Engine,
            NavigationGoal = "{{ prompt }}",
            DataSchema = request.DataExtractionSchema is null ? null : JsonSerializer.SerializeToElement("{{ data_schema }}"),
            ErrorCodeMapping = request.ErrorCodeMapping,
            MaxSteps = request.MaxSteps,
            TotpUrl = request.TotpUrl,
            TotpIdentifier = request.TotpIdentifier,
            Model = request.Model,
        };
        var draft = new WorkflowDraft(TitleOf(request), new WorkflowDefinition { Parameters = parameters, Blocks = [block] }) { FromRunId = run.Id };
        return Workflow.Of(draft, run.OrganizationId, permanentId: null, now);

        WorkflowParameter Parameter<T>(string key, string type, T value, string description) =>
            new(RunIds.WorkflowParameter(now), key, type) { DefaultValue = JsonSerializer.SerializeToElement(value), Description = description };
    }

    private static string TitleOf(TaskRequest request)
    {
        var title = (string.IsNullOrWhiteSpace(request.Title) ? request.Prompt : request.Title).ReplaceLineEndings(" ").Trim();
        return title.Length switch
        {
            0 => "Task",
            > LongestTitle => string.Concat(title.AsSpan(0, LongestTitle), "…"),
            _ => title,
        };
    }
}
