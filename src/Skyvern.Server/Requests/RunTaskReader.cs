using System.Text.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the body that starts a run: leniently, and with all faults at once.</summary>
internal static class RunTaskReader
{
    /// <summary>The request as written, with defaults filled in; meaningless when there are faults.</summary>
    public static TaskRequest Read(JsonElement body, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        var prompt = fields.RequiredText("prompt") ?? "";
        var engine = fields.Word("engine", EngineNames.All) ?? EngineNames.Default;
        var request = TaskFieldsReader.Read(fields, prompt, engine) with
        {
            Title = fields.Text("title"),
            ProxyLocation = ProxyLocationReader.Read(fields, faults),
            DataExtractionSchema = TaskFieldsReader.Schema(fields, faults, "data_extraction_schema"),
            MaxSteps = fields.IntegerFrom("max_steps", 0),
            WebhookUrl = TaskFieldsReader.Given(fields.Text("webhook_url")),
            TotpUrl = TaskFieldsReader.Given(fields.Text("totp_url")),
            BrowserProfileId = TaskFieldsReader.Given(fields.Text("browser_profile_id")),
            StartFreshBrowser = fields.Flag("start_fresh_browser") ?? false,
            PublishWorkflow = fields.Flag("publish_workflow") ?? false,
            IncludeActionHistoryInVerification = TaskFieldsReader.ActionHistory(fields),
            RunWith = TaskFieldsReader.RunWith(fields),
        };
        if (request.StartFreshBrowser && (request.BrowserSessionId ?? request.BrowserProfileId ?? request.BrowserAddress) is not null)
        {
            faults.Conflict("start_fresh_browser cannot go with browser_session_id, browser_profile_id or browser_address", body);
        }

        return request;
    }
}
