using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Responses;

/// <summary>Turns stored workflows into what callers read.</summary>
internal static class WorkflowResponses
{
    /// <summary>A version of a workflow.</summary>
    public static WorkflowResponse Workflow(Workflow workflow)
    {
        var definition = workflow.Definition;
        var parameters = definition.Parameters.Select(parameter => Parameter(workflow, parameter)).ToList();
        return new()
        {
            WorkflowId = workflow.Id,
            OrganizationId = workflow.OrganizationId,
            Title = workflow.Title,
            WorkflowPermanentId = workflow.PermanentId,
            AgentId = workflow.PermanentId,
            Version = workflow.Version,
            IsSavedTask = workflow.IsSavedTask,
            Description = workflow.Description,
            Status = workflow.Status,
            WorkflowDefinition = new WorkflowDefinitionResponse
            {
                Parameters = parameters,
                Blocks = [.. definition.Blocks.Select(block => Block(workflow, block, parameters))],
            },
            ProxyLocation = RequestEcho.MaskProxy(definition.ProxyLocation),
            WebhookCallbackUrl = definition.WebhookUrl,
            TotpVerificationUrl = definition.TotpUrl,
            TotpIdentifier = definition.TotpIdentifier,
            MaxScreenshotScrolls = definition.MaxScreenshotScrolls,
            ExtraHttpHeaders = definition.ExtraHttpHeaders,
            Model = definition.Model,
            CreatedAt = workflow.CreatedAt,
            ModifiedAt = workflow.ModifiedAt,
            DeletedAt = workflow.DeletedAt,
        };
    }

    /// <summary>A row of the list of workflow runs.</summary>
    public static WorkflowRunListItem Run(TaskRun run) => new()
    {
        WorkflowRunId = run.Id,
        AgentRunId = run.Id,
        WorkflowId = run.Request.Workflow!.WorkflowId,
        WorkflowPermanentId = run.Request.Workflow.PermanentId,
        AgentId = run.Request.Workflow.PermanentId,
        OrganizationId = run.OrganizationId,
        Status = run.Status.ToWire(),
        WorkflowTitle = run.Request.Title ?? run.Request.Prompt,
        FailureReason = run.FailureReason,
        BrowserSessionId = run.Request.BrowserSessionId,
        TriggerType = run.TriggerType,
        QueuedAt = run.QueuedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        CreatedAt = run.CreatedAt,
        ModifiedAt = run.ModifiedAt,
    };

    private static WorkflowParameterResponse Parameter(Workflow workflow, WorkflowParameter parameter) => new()
    {
        ParameterType = "workflow",
        Key = parameter.Key,
        Description = parameter.Description,
        WorkflowParameterType = parameter.Type,
        WorkflowParameterId = parameter.Id,
        WorkflowId = workflow.Id,
        DefaultValue = parameter.DefaultValue,
        CreatedAt = workflow.CreatedAt,
        ModifiedAt = workflow.CreatedAt,
    };

    private static WorkflowBlockResponse Block(Workflow workflow, WorkflowBlock block, IEnumerable<WorkflowParameterResponse> parameters) => new()
    {
        BlockType = block.Type,
        Label = block.Label,
        NextBlockLabel = block.NextLabel,
        ContinueOnFailure = block.ContinueOnFailure,
        OutputParameter = new OutputParameterResponse
        {
            ParameterType = "output",
            Key = block.OutputKey,
            OutputParameterId = block.OutputParameterId,
            WorkflowId = workflow.Id,
            CreatedAt = workflow.CreatedAt,
            ModifiedAt = workflow.CreatedAt,
        },
        Parameters = [.. parameters.Where(parameter => block.ParameterKeys.Contains(parameter.Key))],
        Url = block.Url,
        Title = block.Title,
        Engine = block.Engine,
        NavigationGoal = block.NavigationGoal,
        DataExtractionGoal = block.DataExtractionGoal,
        DataSchema = block.DataSchema,
        ErrorCodeMapping = block.ErrorCodeMapping,
        MaxRetries = block.MaxRetries,
        MaxStepsPerRun = block.MaxSteps,
        CompleteOnDownload = block.CompleteOnDownload,
        TotpVerificationUrl = block.TotpUrl,
        TotpIdentifier = block.TotpIdentifier,
        CompleteCriterion = block.CompleteCriterion,
        TerminateCriterion = block.TerminateCriterion,
        Model = block.Model,
        WaitSec = block.WaitSeconds,
    };
}
