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
        var request = new TaskRequest
        {
            Prompt = fields.RequiredText("prompt") ?? "",
            Url = Given(fields.Text("url")),
            Title = fields.Text("title"),
            Engine = fields.Word("engine", EngineNames.All) ?? EngineNames.Default,
            ProxyLocation = ProxyLocationReader.Read(fields, faults),
            DataExtractionSchema = ReadSchema(fields, faults),
            ErrorCodeMapping = fields.Map("error_code_mapping"),
            MaxSteps = fields.IntegerFrom("max_steps", 0),
            WebhookUrl = Given(fields.Text("webhook_url")),
            TotpIdentifier = fields.Text("totp_identifier"),
            TotpUrl = Given(fields.Text("totp_url")),
            BrowserSessionId = Given(fields.Text("browser_session_id")),
            BrowserProfileId = Given(fields.Text("browser_profile_id")),
            StartFreshBrowser = fields.Flag("start_fresh_browser") ?? false,
            Model = fields.Object("model"),
            ExtraHttpHeaders = fields.Map("extra_http_headers"),
            CdpConnectHeaders = fields.Map("cdp_connect_headers"),
            PublishWorkflow = fields.Flag("publish_workflow") ?? false,
            // Left out means false; an explicit null stays null.
            IncludeActionHistoryInVerification =
                fields.Flag("include_action_history_in_verification") ?? (fields.Has("include_action_history_in_verification") ? null : false),
            MaxScreenshotScrolls = fields.Integer("max_screenshot_scrolls"),
            BrowserAddress = Given(fields.Text("browser_address")),
            RunWith = ReadRunWith(fields),
        };
        CheckFreshBrowser(request, body, faults);
        return request;
    }

    private static JsonElement? ReadSchema(FieldReader fields, RequestFaults faults)
    {
        var schema = fields.Find("data_extraction_schema");
        if (schema is { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } scalar)
        {
            faults.NotObject(scalar, fields.Loc("data_extraction_schema"));
        }

        return schema;
    }

    private static string? ReadRunWith(FieldReader fields) => fields.Text("run_with") switch
    {
        null => null,
        "code" => "code",
        _ => "agent",
    };

    private static void CheckFreshBrowser(TaskRequest request, JsonElement body, RequestFaults faults)
    {
        if (request.StartFreshBrowser && (request.BrowserSessionId ?? request.BrowserProfileId ?? request.BrowserAddress) is not null)
        {
            faults.Conflict("start_fresh_browser cannot go with browser_session_id, browser_profile_id or browser_address", body);
        }
    }

    // Forms send an empty text for what was left blank.
    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
