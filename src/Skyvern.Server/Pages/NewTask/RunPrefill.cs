using System.Text.Json;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Snippets;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>Fills the form from a run, for one more like it. What is secret is left out and named, so that the person can write it again.</summary>
internal static class RunPrefill
{
    private static readonly string[] SecretWords = ["authorization", "cookie", "token", "secret", "password", "key", "session"];

    /// <summary>The form, and the fields whose secrets are missing in it.</summary>
    public static (TaskForm Form, IReadOnlyList<string> LeftOut) Of(TaskRun run)
    {
        var (asked, leftOut) = (RequestEcho.Of(ShownRequest.Of(run)), new List<string>());
        var texts = new Dictionary<string, string?>
        {
            ["prompt"] = asked.Prompt,
            ["url"] = Address(asked.Url, "url", leftOut),
            ["title"] = asked.Title,
            ["engine"] = asked.Engine == "skyvern-2.0" ? null : asked.Engine,
            [TaskFields.Schema] = SchemaOf(asked.DataExtractionSchema),
            ["max_steps"] = asked.MaxSteps?.ToString(),
            ["model"] = ModelOf(asked.Model),
            ["max_screenshot_scrolls"] = asked.MaxScreenshotScrolls?.ToString(),
            ["run_with"] = asked.RunWith,
            ["include_action_history_in_verification"] = asked.IncludeActionHistoryInVerification == true ? "true" : null,
            ["publish_workflow"] = asked.PublishWorkflow ? "true" : null,
            ["webhook_url"] = Address(asked.WebhookUrl, "webhook_url", leftOut),
            ["error_code_mapping"] = asked.ErrorCodeMapping is { Count: > 0 } codes ? PairLines.Write(codes) : null,
            ["totp_identifier"] = asked.TotpIdentifier,
            ["totp_url"] = Address(asked.TotpUrl, "totp_url", leftOut),
            [TaskFields.Session] = asked.BrowserSessionId,
            ["browser_profile_id"] = asked.BrowserProfileId,
            ["start_fresh_browser"] = asked.StartFreshBrowser ? "true" : null,
            ["browser_address"] = asked.BrowserAddress,
            ["extra_http_headers"] = Headers(asked.ExtraHttpHeaders, "extra_http_headers", leftOut),
        };
        if (asked.Prompt != RequestEcho.Of(run.Request).Prompt)
        {
            leftOut.Add("prompt");
        }

        if (asked.CdpConnectHeaders is { Count: > 0 })
        {
            leftOut.Add("cdp_connect_headers");
        }

        AddPlace(texts, run.Request.ProxyLocation, leftOut);
        return (new TaskForm(texts.Where(text => text.Value is not null).ToDictionary(text => text.Key, text => text.Value!)), leftOut);
    }

    /// <summary>What the request holds besides, by the wire's names: only tasks of the first generation and blocks of workflows can be told it.</summary>
    public static IEnumerable<string> WithoutField(TaskRequest request) => new (string Name, bool IsGiven)[]
    {
        ("data_extraction_goal", request is { Prompt.Length: > 0, DataExtractionGoal.Length: > 0 }), // without a prompt it is what is to be done
        ("navigation_payload", request.NavigationPayload is not null),
        ("complete_criterion", request.CompleteCriterion is { Length: > 0 }),
        ("terminate_criterion", request.TerminateCriterion is { Length: > 0 }),
        ("workflow_system_prompt", request.WorkflowSystemPrompt is { Length: > 0 }),
        ("task_type", request.TaskType is not (null or TaskTypes.General)),
        ("application", request.Application is { Length: > 0 }),
        ("include_extracted_text", request.IncludeExtractedText == false),
        ("download_timeout", request.DownloadTimeout is not null),
    }.Where(field => field.IsGiven).Select(field => field.Name);

    /// <summary>An address may hold a password.</summary>
    private static string? Address(string? text, string field, List<string> leftOut)
    {
        if (text is null || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length == 0)
        {
            return text;
        }

        leftOut.Add(field);
        return null;
    }

    private static string? SchemaOf(JsonElement? schema) => schema switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } words => words.GetString(),
        { } value => RequestCode.ToText(JsonSerializer.SerializeToNode(value)),
    };

    private static string? ModelOf(JsonElement? model) =>
        model is { ValueKind: JsonValueKind.Object } named && named.TryGetProperty("model_name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static string? Headers(IReadOnlyDictionary<string, string>? headers, string field, List<string> leftOut)
    {
        if (headers is not { Count: > 0 })
        {
            return null;
        }

        var open = headers.Where(header => !SecretWords.Any(word => header.Key.Contains(word, StringComparison.OrdinalIgnoreCase))).ToDictionary();
        if (open.Count < headers.Count)
        {
            leftOut.Add(field);
        }

        return open.Count > 0 ? PairLines.Write(open) : null;
    }

    private static void AddPlace(Dictionary<string, string?> texts, JsonElement? place, List<string> leftOut)
    {
        switch (place)
        {
            case { ValueKind: JsonValueKind.String } word when word.GetString() != Requests.ProxyLocations.Default:
                texts[TaskFields.Place] = word.GetString();
                break;
            case { ValueKind: JsonValueKind.Object } own when own.TryGetProperty("url", out _):
                // The password is in the address; the rest of it alone would be another proxy's.
                leftOut.Add(TaskFields.OwnProxy);
                break;
            case { ValueKind: JsonValueKind.Object } named:
                var country = Text(named, "country");
                texts[TaskFields.Place] = country is null or "US" ? null : $"{Requests.ProxyLocations.Default}_{country}";
                texts[TaskFields.Subdivision] = Text(named, "subdivision");
                texts[TaskFields.City] = Text(named, "city");
                break;
        }
    }

    private static string? Text(JsonElement place, string name) =>
        place.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.String ? part.GetString() : null;
}
