using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Responses;

/// <summary>Turns stored steps and actions into what callers read.</summary>
internal static class StepResponses
{
    /// <summary>Steps with their actions.</summary>
    public static IReadOnlyList<StepResponse> Steps(IEnumerable<RunStep> steps, IEnumerable<RunAction> actions)
    {
        var byStep = actions.ToLookup(action => action.StepId);
        return [.. steps.Select(step => Step(step, [.. byStep[step.Id].OrderBy(action => action.Order)]))];
    }

    /// <summary>An action with its exact times.</summary>
    public static ActionResponse Action(RunAction action) => new()
    {
        ActionType = action.ActionType,
        Status = Word(action.Status),
        ActionId = action.Id,
        OrganizationId = action.OrganizationId,
        TaskId = action.RunId,
        StepId = action.StepId,
        StepOrder = action.StepOrder,
        ActionOrder = action.Order,
        Description = action.Description,
        Reasoning = action.Reasoning,
        Intention = action.Description,
        Response = string.IsNullOrEmpty(action.ResultMessage) ? null : action.ResultMessage,
        ElementId = action.ElementId,
        ScreenshotArtifactId = action.ScreenshotArtifactId,
        XPath = action.XPath,
        DataExtractionGoal = action.ActionType == "extract" ? action.Description : null,
        Output = WireValues.Json(action.OutputJson),
        DownloadTriggered = HasFiles(action) ? true : null,
        DownloadedFiles = HasFiles(action) ? action.DownloadedFiles : null,
        Text = action.Text,
        Option = action.Option is { } label ? new SelectedOption(label, Value: null, Index: null) : null,
        StartedAt = action.StartedAt,
        FinishedAt = action.FinishedAt,
        CreatedAt = action.CreatedAt,
        ModifiedAt = action.ModifiedAt,
    };

    private static StepResponse Step(RunStep step, IReadOnlyList<RunAction> actions) => new()
    {
        OrganizationId = step.OrganizationId,
        TaskId = step.RunId,
        StepId = step.Id,
        Status = step.Status.ToString().ToLowerInvariant(),
        Order = step.Order,
        RetryIndex = step.RetryIndex,
        InputTokenCount = step.InputTokens,
        OutputTokenCount = step.OutputTokens,
        ReasoningTokenCount = step.ReasoningTokens,
        CachedTokenCount = step.CachedTokens,
        StepCost = step.Cost,
        LastLlmModel = step.Model,
        IsLast = step.IsLast,
        Output = step.Status is StepStatus.Created or StepStatus.Running && actions.Count == 0 ? null : Output(step, actions),
        CreatedAt = step.CreatedAt,
        ModifiedAt = step.ModifiedAt,
    };

    private static StepOutput Output(RunStep step, IReadOnlyList<RunAction> actions) => new()
    {
        ActionsAndResults = [.. actions.Select(action => new ActionWithResults(Brief(action), Results(step, action)))],
        BrowserMetadata = step.Url is { } url ? new BrowserMetadata(url) : null,
        StepException = step.Exception,
    };

    private static StepAction Brief(RunAction action) => new()
    {
        ActionType = action.ActionType,
        Status = Word(action.Status),
        ActionId = action.Id,
        TaskId = action.RunId,
        StepId = action.StepId,
        StepOrder = action.StepOrder,
        ActionOrder = action.Order,
        Reasoning = action.Reasoning,
        ElementId = action.ElementId,
        Text = action.Text,
    };

    private static IReadOnlyList<StepActionResult> Results(RunStep step, RunAction action)
    {
        if (action.Status is ActionStatus.Pending or ActionStatus.Skipped)
        {
            return [];
        }

        var failed = action.Status == ActionStatus.Failed;
        return
        [
            new()
            {
                Success = !failed,
                ExceptionType = failed ? action.ResultCode : null,
                ExceptionMessage = failed ? action.ResultMessage : null,
                Data = WireValues.Json(action.OutputJson),
                StepRetryNumber = step.RetryIndex,
                StepOrder = step.Order,
                DownloadTriggered = HasFiles(action) ? true : null,
                DownloadedFiles = HasFiles(action) ? action.DownloadedFiles : null,
            },
        ];
    }

    private static bool HasFiles(RunAction action) => action.DownloadedFiles.Count > 0;

    private static string Word(ActionStatus status) => status.ToString().ToLowerInvariant();
}
