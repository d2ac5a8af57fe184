using System.Text.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the body that starts a run in the words of the first generation.</summary>
internal static class CreateTaskReader
{
    private const string Engine = "skyvern-1.0";
    private const int LongestDownload = 24 * 60 * 60;

    /// <summary>The request as written, with defaults filled in; meaningless when there are faults.</summary>
    public static TaskRequest Read(JsonElement body, IHeaderDictionary headers, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        CheckUrl(fields, faults);
        return TaskFieldsReader.Read(fields, fields.Text("navigation_goal") ?? "", Engine) with
        {
            Title = fields.Text("title"),
            ProxyLocation = fields.Has("proxy_location") ? ProxyLocationReader.Read(fields, faults) : null,
            DataExtractionSchema = TaskFieldsReader.Schema(fields, faults, "extracted_information_schema"),
            MaxSteps = HeaderIntegers.Read(headers, HeaderIntegers.MaxSteps, faults),
            WebhookUrl = TaskFieldsReader.Given(fields.Text("webhook_callback_url")),
            TotpUrl = TaskFieldsReader.Given(fields.Text("totp_verification_url")),
            IncludeActionHistoryInVerification = TaskFieldsReader.ActionHistory(fields),
            DataExtractionGoal = fields.Text("data_extraction_goal"),
            NavigationPayload = TaskFieldsReader.Schema(fields, faults, "navigation_payload"),
            CompleteCriterion = fields.Text("complete_criterion"),
            TerminateCriterion = fields.Text("terminate_criterion"),
            WorkflowSystemPrompt = fields.Text("workflow_system_prompt"),
            TaskType = fields.Word("task_type", TaskTypes.All) ?? TaskTypes.General,
            Application = fields.Text("application"),
            IncludeExtractedText = fields.Flag("include_extracted_text") ?? true,
            DownloadTimeout = fields.NumberUpTo("download_timeout", LongestDownload),
        };
    }

    // An empty address stands for the page that is open; so there must be a browser that has one.
    private static void CheckUrl(FieldReader fields, RequestFaults faults)
    {
        if (fields.RequiredText("url") is { } url && string.IsNullOrWhiteSpace(url)
            && fields.Find("browser_session_id") is null && fields.Find("browser_address") is null)
        {
            faults.TooShort(fields.Find("url")!.Value, 1, fields.Loc("url"));
        }
    }
}
