using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>A run of a workflow as asked for, before the workflow is known.</summary>
/// <param name="WorkflowId">The workflow; empty when the path names it.</param>
/// <param name="Request">What does not depend on the workflow.</param>
/// <param name="Parameters">Values by key.</param>
/// <param name="Call">The rest, without a workflow.</param>
internal sealed record RunWorkflowBody(string WorkflowId, TaskRequest Request, JsonElement? Parameters, WorkflowCall Call);

/// <summary>Reads the body that starts a run of a workflow, with all faults at once.</summary>
internal static class RunWorkflowReader
{
    private const string StepsHeader = "x-max-steps-override";

    /// <summary>The body of POST /v1/run/workflows; meaningless when there are faults.</summary>
    public static RunWorkflowBody Read(JsonElement body, IHeaderDictionary headers, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        var id = Given(fields.Text("workflow_id")) ?? Given(fields.Text("agent_id"));
        if (id is null)
        {
            faults.Missing(body, "body", "workflow_id");
        }

        return Read(id ?? "", body, headers, faults, "parameters", "webhook_url", "totp_url");
    }

    /// <summary>The body of the first generation, whose path names the workflow.</summary>
    public static RunWorkflowBody ReadOld(JsonElement body, IHeaderDictionary headers, RequestFaults faults) =>
        Read("", body, headers, faults, "data", "webhook_callback_url", "totp_verification_url");

    /// <summary>A value for each parameter of the workflow: the given one, or else its default.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Arguments(
        WorkflowDefinition definition, JsonElement? given, string name, RequestFaults faults)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var parameter in definition.Parameters)
        {
            if (given is { } all && all.TryGetProperty(parameter.Key, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                values[parameter.Key] = ParameterValue.Read(parameter.Type, value, faults, ["body", name, parameter.Key]);
            }
            else if (parameter.DefaultValue is { } usual)
            {
                values[parameter.Key] = usual;
            }
            else
            {
                faults.Missing(given, "body", name, parameter.Key);
            }
        }

        return values;
    }

    private static RunWorkflowBody Read(
        string id, JsonElement body, IHeaderDictionary headers, RequestFaults faults, string parameters, string webhook, string totp)
    {
        var fields = new FieldReader(body, faults);
        var minutes = fields.IntegerFrom("max_elapsed_time_minutes", 1);
        if (minutes > WorkflowRunner.LongestMinutes)
        {
            faults.TooLarge(body.GetProperty("max_elapsed_time_minutes"), WorkflowRunner.LongestMinutes, "body", "max_elapsed_time_minutes");
        }

        var request = new TaskRequest
        {
            Prompt = "",
            Engine = EngineNames.Default,
            Title = fields.Text("title"),
            ProxyLocation = fields.Find("proxy_location") is null ? null : ProxyLocationReader.Read(fields, faults),
            MaxSteps = Steps(headers, faults),
            WebhookUrl = Given(fields.Text(webhook)),
            TotpUrl = Given(fields.Text(totp)),
            TotpIdentifier = fields.Text("totp_identifier"),
            BrowserSessionId = Given(fields.Text("browser_session_id")),
            BrowserProfileId = Given(fields.Text("browser_profile_id")),
            StartFreshBrowser = fields.Flag("start_fresh_browser") ?? false,
            MaxScreenshotScrolls = fields.Integer("max_screenshot_scrolls"),
            ExtraHttpHeaders = fields.Map("extra_http_headers"),
            CdpConnectHeaders = fields.Map("cdp_connect_headers"),
            BrowserAddress = Given(fields.Text("browser_address")),
            RunWith = fields.Text("run_with") switch { null => null, "code" => "code", _ => "agent" },
        };
        if (request.StartFreshBrowser && (request.BrowserSessionId ?? request.BrowserProfileId ?? request.BrowserAddress) is not null)
        {
            faults.Conflict("start_fresh_browser cannot go with browser_session_id, browser_profile_id or browser_address", body);
        }

        var call = new WorkflowCall
        {
            WorkflowId = "",
            PermanentId = "",
            Parameters = new Dictionary<string, JsonElement>(),
            MaxElapsedMinutes = minutes,
            AiFallback = fields.Flag("ai_fallback"),
            ReuseBrowserSession = fields.Flag("reuse_browser_session"),
            RunMetadata = fields.Find("run_metadata"),
        };
        return new RunWorkflowBody(id, request, fields.Object(parameters), call);
    }

    private static int? Steps(IHeaderDictionary headers, RequestFaults faults)
    {
        if (headers[StepsHeader].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        if (!LenientScalar.TryInteger(text, out var steps) || steps < 0)
        {
            faults.NotInteger(JsonSerializer.SerializeToElement(text, WireJson.Options), "header", StepsHeader);
        }

        return steps;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
