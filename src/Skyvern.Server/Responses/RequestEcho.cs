using System.Text.Json;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Responses;

/// <summary>Shows a request as it was accepted, with its secrets masked.</summary>
internal static class RequestEcho
{
    private const string Mask = "***";

    public static RunRequestEcho Of(TaskRequest request) => new()
    {
        Prompt = request.Prompt.Length > 0 ? request.Prompt : request.DataExtractionGoal ?? "",
        Url = request.Url,
        Title = request.Title,
        Engine = request.Engine,
        ProxyLocation = MaskProxy(request.ProxyLocation),
        DataExtractionSchema = request.DataExtractionSchema,
        ErrorCodeMapping = request.ErrorCodeMapping,
        MaxSteps = request.MaxSteps,
        WebhookUrl = request.WebhookUrl,
        TotpIdentifier = request.TotpIdentifier,
        TotpUrl = request.TotpUrl,
        BrowserSessionId = request.BrowserSessionId,
        BrowserProfileId = request.BrowserProfileId,
        StartFreshBrowser = request.StartFreshBrowser,
        Model = request.Model,
        ExtraHttpHeaders = request.ExtraHttpHeaders,
        CdpConnectHeaders = MaskHeaders(request.CdpConnectHeaders),
        PublishWorkflow = request.PublishWorkflow,
        IncludeActionHistoryInVerification = request.IncludeActionHistoryInVerification,
        MaxScreenshotScrolls = request.MaxScreenshotScrolls,
        BrowserAddress = request.BrowserAddress,
        RunWith = request.RunWith,
    };

    /// <summary>The request of a workflow run.</summary>
    public static WorkflowRunRequestEcho OfWorkflow(TaskRequest request) => new()
    {
        WorkflowId = request.Workflow!.PermanentId,
        AgentId = request.Workflow.PermanentId,
        Parameters = JsonSerializer.SerializeToElement(request.Workflow.Parameters, WireJson.Options),
        Title = request.Title,
        ProxyLocation = MaskProxy(request.ProxyLocation),
        WebhookUrl = request.WebhookUrl,
        TotpUrl = request.TotpUrl,
        TotpIdentifier = request.TotpIdentifier,
        BrowserSessionId = request.BrowserSessionId,
        ReuseBrowserSession = request.Workflow.ReuseBrowserSession,
        BrowserProfileId = request.BrowserProfileId,
        StartFreshBrowser = request.StartFreshBrowser,
        MaxScreenshotScrolls = request.MaxScreenshotScrolls,
        MaxElapsedTimeMinutes = request.Workflow.MaxElapsedMinutes,
        ExtraHttpHeaders = request.ExtraHttpHeaders,
        CdpConnectHeaders = MaskHeaders(request.CdpConnectHeaders),
        BrowserAddress = request.BrowserAddress,
        AiFallback = request.Workflow.AiFallback,
        RunWith = request.RunWith,
        RunMetadata = request.Workflow.RunMetadata,
    };

    /// <summary>The same in the words of the first generation.</summary>
    public static TaskRequestResponse FirstGeneration(TaskRun run)
    {
        var (request, echo) = (run.Request, Of(run.Request));
        return new()
        {
            Url = echo.Url,
            Title = echo.Title,
            WebhookCallbackUrl = echo.WebhookUrl,
            TotpVerificationUrl = echo.TotpUrl,
            TotpIdentifier = echo.TotpIdentifier,
            NavigationGoal = request.Prompt.Length > 0 ? request.Prompt : null,
            DataExtractionGoal = request.DataExtractionGoal,
            NavigationPayload = request.NavigationPayload,
            ErrorCodeMapping = echo.ErrorCodeMapping,
            ProxyLocation = echo.ProxyLocation,
            ExtractedInformationSchema = echo.DataExtractionSchema,
            ExtraHttpHeaders = echo.ExtraHttpHeaders,
            CdpConnectHeaders = echo.CdpConnectHeaders,
            CompleteCriterion = request.CompleteCriterion,
            TerminateCriterion = request.TerminateCriterion,
            TaskType = request.TaskType ?? TaskTypes.General,
            Application = request.Application,
            WorkflowSystemPrompt = request.WorkflowSystemPrompt,
            IncludeActionHistoryInVerification = echo.IncludeActionHistoryInVerification,
            MaxScreenshotScrolls = echo.MaxScreenshotScrolls,
            BrowserAddress = echo.BrowserAddress,
            DownloadTimeout = request.DownloadTimeout,
            IncludeExtractedText = request.IncludeExtractedText ?? true,
            WebhookFailureReason = run.WebhookFailureReason,
        };
    }

    private static Dictionary<string, string>? MaskHeaders(IReadOnlyDictionary<string, string>? headers) =>
        headers?.ToDictionary(header => header.Key, _ => Mask, StringComparer.Ordinal);

    public static JsonElement? MaskProxy(JsonElement? place)
    {
        if (place is not { ValueKind: JsonValueKind.Object } own
            || !own.TryGetProperty("url", out var url)
            || !Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address)
            || address.UserInfo.IndexOf(':') is var colon && colon < 0)
        {
            return place;
        }

        var masked = $"{address.Scheme}://{address.UserInfo[..colon]}:{Mask}@{address.Authority}{address.PathAndQuery.TrimEnd('/')}";
        return JsonSerializer.SerializeToElement(new { url = masked }, WireJson.Options);
    }
}
