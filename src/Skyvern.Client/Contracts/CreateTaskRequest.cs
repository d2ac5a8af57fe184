using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Skyvern.Client.Contracts;

/// <summary>Starts a run, in the words of the first generation. Only url is required; every other field may be left out or null.</summary>
public sealed record CreateTaskRequest
{
    /// <summary>Where to start; empty only with browser_session_id or browser_address: the browser's current page.</summary>
    [Required(AllowEmptyStrings = true), MaxLength(2083)]
    public string? Url { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>Told about the run once it has finished, by a signed POST.</summary>
    [MaxLength(2083)]
    public string? WebhookCallbackUrl { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    [MaxLength(2083)]
    public string? TotpVerificationUrl { get; init; }

    /// <summary>Identifier for one-time codes that are pushed to the server.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>The goal that the run is to reach, in plain words.</summary>
    public string? NavigationGoal { get; init; }

    /// <summary>What to extract, in plain words.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>Data for forms: an object, a list or a text.</summary>
    public JsonNode? NavigationPayload { get; init; }

    /// <summary>Error codes of your own with a text for each; reported in errors when the run meets one.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>The place the browser's traffic comes from: a word such as <c>RESIDENTIAL_DE</c>, {country, subdivision, city}, or {url} for an own proxy.</summary>
    public JsonNode? ProxyLocation { get; init; }

    /// <summary>The shape of the data to extract: a JSON Schema, a bare map of properties, an example list, or a text.</summary>
    public JsonNode? ExtractedInformationSchema { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address; never shown again.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>When the goal counts as met.</summary>
    public string? CompleteCriterion { get; init; }

    /// <summary>When the run is to be given up.</summary>
    public string? TerminateCriterion { get; init; }

    /// <summary><c>general</c> (the default), <c>validation</c> (judge the page, do nothing in it) or <c>action</c> (one action, and the end).</summary>
    public string? TaskType { get; init; }

    /// <summary>The application that makes it.</summary>
    public string? Application { get; init; }

    /// <summary>Said to the planner besides the goal.</summary>
    public string? WorkflowSystemPrompt { get; init; }

    /// <summary>Whether a verification sees all earlier actions.</summary>
    public bool? IncludeActionHistoryInVerification { get; init; }

    /// <summary>How far screenshots scroll; clamped into 0 to 1000.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Address of a running browser to connect to.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary>Seconds that the end of the run waits for its downloads. Left out: the server's setting.</summary>
    public double? DownloadTimeout { get; init; }

    /// <summary>Whether extraction reads the text of the whole page; false: only what planners are shown. Left out: true.</summary>
    public bool? IncludeExtractedText { get; init; }

    /// <summary>A browser session to go on with.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>The model to plan with: {"model_name": "…"}; unknown names fall back to the default model.</summary>
    public JsonNode? Model { get; init; }
}

/// <summary>The run that was started.</summary>
/// <param name="TaskId">The run, <c>tsk_…</c>.</param>
public sealed record CreateTaskResponse(string TaskId);
