using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Responses;

/// <summary>Turns a stored run into the task object of the second generation.</summary>
internal static class TaskV2Responses
{
    /// <param name="run">The run.</param>
    /// <param name="workflow">The workflow that was made of it; null: none was.</param>
    public static TaskV2Response Of(TaskRun run, Workflow? workflow)
    {
        var request = RequestEcho.Of(run.Request);
        return new()
        {
            TaskId = run.Id,
            Status = run.Status.ToWire(),
            OrganizationId = run.OrganizationId,
            WorkflowId = workflow?.Id,
            WorkflowPermanentId = workflow?.PermanentId,
            Prompt = request.Prompt,
            Url = request.Url,
            Output = WireValues.Output(run),
            TotpVerificationUrl = request.TotpUrl,
            TotpIdentifier = request.TotpIdentifier,
            ProxyLocation = request.ProxyLocation,
            WebhookCallbackUrl = request.WebhookUrl,
            WebhookFailureReason = run.WebhookFailureReason,
            ExtractedInformationSchema = request.DataExtractionSchema,
            ErrorCodeMapping = request.ErrorCodeMapping,
            Model = request.Model,
            QueuedAt = run.QueuedAt,
            StartedAt = run.StartedAt,
            FinishedAt = run.FinishedAt,
            MaxScreenshotScrollingTimes = request.MaxScreenshotScrolls,
            ExtraHttpHeaders = request.ExtraHttpHeaders,
            CdpConnectHeaders = request.CdpConnectHeaders,
            BrowserAddress = request.BrowserAddress,
            RunWith = request.RunWith,
            FailureCategory = WireValues.Categories(run),
            CreatedAt = run.CreatedAt,
            ModifiedAt = run.ModifiedAt,
        };
    }
}
