using System.Text.Json;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Core.Runs;

/// <summary>The request that started a run, as accepted: address normalised, engine filled in.</summary>
public sealed record TaskRequest
{
    /// <summary>The goal in plain words.</summary>
    public required string Prompt { get; init; }

    /// <summary>Where to start; null: the address the prompt names.</summary>
    public string? Url { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>The engine's wire word, e.g. <c>skyvern-2.0</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>A place word, a place object, an own proxy, or null. Secrets are in here: mask when echoed.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>JSON Schema, bare property map, example list or text; null: no data is asked for.</summary>
    public JsonElement? DataExtractionSchema { get; init; }

    /// <summary>The caller's error codes with a text for each.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>Most steps as asked for; null and 0: not given.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Told about the run once it has finished.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpUrl { get; init; }

    /// <summary>A browser session to go on with.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>A stored browser profile to start from.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether nothing of an earlier browser may be used.</summary>
    public bool StartFreshBrowser { get; init; }

    /// <summary>The model asked for, e.g. <c>{"model_name": "…"}</c>.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>Sent by the browser to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Only for the handshake with <see cref="BrowserAddress"/>; never echoed in clear.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>Whether the task is also stored as a workflow.</summary>
    public bool PublishWorkflow { get; init; }

    /// <summary>Whether a verification by model sees all actions and their results, and not only what pages showed; null as sent.</summary>
    public bool? IncludeActionHistoryInVerification { get; init; }

    /// <summary>How many screens below the viewport the pictures of actions and of the end show, too; clamped into 0..1000.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>CDP address of a browser to connect to.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary><c>agent</c> or <c>code</c>.</summary>
    public string? RunWith { get; init; }

    /// <summary>What to extract, in words; the goal's further part in the words of the first generation.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>Data for forms: an object, a list or a text. Secrets may be in here, as in the prompt.</summary>
    public JsonElement? NavigationPayload { get; init; }

    /// <summary>When the goal counts as met.</summary>
    public string? CompleteCriterion { get; init; }

    /// <summary>When the run is to be given up.</summary>
    public string? TerminateCriterion { get; init; }

    /// <summary>Said to the planner besides the goal.</summary>
    public string? WorkflowSystemPrompt { get; init; }

    /// <summary>A word of <see cref="TaskTypes"/>; null: general.</summary>
    public string? TaskType { get; init; }

    /// <summary>The application that made it: a label.</summary>
    public string? Application { get; init; }

    /// <summary>Whether extraction reads the text of the whole page; null: yes.</summary>
    public bool? IncludeExtractedText { get; init; }

    /// <summary>Seconds that the end of a run waits for its downloads; null: the server's setting.</summary>
    public double? DownloadTimeout { get; init; }

    /// <summary>The workflow to work off; null: the run is a task. The prompt is then the workflow's title, for searches.</summary>
    public WorkflowCall? Workflow { get; init; }

    /// <summary>The block of a workflow that the task is; null: a task of its own.</summary>
    public BlockCall? Block { get; init; }
}
