using System.Text.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Fields of a request for a run that bear the same name, or the same meaning, in every form of it.</summary>
internal static class TaskFieldsReader
{
    /// <summary>What all forms share, under the names that all of them use.</summary>
    public static TaskRequest Read(FieldReader fields, string prompt, string engine) => new()
    {
        Prompt = prompt,
        Engine = engine,
        Url = Given(fields.Text("url")),
        ErrorCodeMapping = fields.Map("error_code_mapping"),
        TotpIdentifier = fields.Text("totp_identifier"),
        BrowserSessionId = Given(fields.Text("browser_session_id")),
        Model = fields.Object("model"),
        ExtraHttpHeaders = fields.Map("extra_http_headers"),
        CdpConnectHeaders = fields.Map("cdp_connect_headers"),
        MaxScreenshotScrolls = fields.Integer("max_screenshot_scrolls"),
        BrowserAddress = Given(fields.Text("browser_address")),
    };

    /// <summary>Left out means false; an explicit null stays null.</summary>
    public static bool? ActionHistory(FieldReader fields) =>
        fields.Flag("include_action_history_in_verification") ?? (fields.Has("include_action_history_in_verification") ? null : false);

    /// <summary>Any JSON but a bare number or boolean.</summary>
    public static JsonElement? Schema(FieldReader fields, RequestFaults faults, string name)
    {
        var schema = fields.Find(name);
        if (schema is { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } scalar)
        {
            faults.NotObject(scalar, fields.Loc(name));
        }

        return schema;
    }

    public static string? RunWith(FieldReader fields) => fields.Text("run_with") switch
    {
        null => null,
        "code" => "code",
        _ => "agent",
    };

    /// <summary>Forms send an empty text for what was left blank.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
