using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Skyvern.Client.Contracts;

/// <summary>Starts a run. Only the prompt is required; every other field may be left out or null.</summary>
public sealed record RunTaskRequest
{
    /// <summary>The goal that the run is to reach, in plain words.</summary>
    [Required(AllowEmptyStrings = true)]
    public string? Prompt { get; init; }

    /// <summary>Where to start. Left out: the address that the prompt names. A missing scheme becomes https.</summary>
    [MaxLength(2083)]
    public string? Url { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary><c>skyvern-1.0</c>, <c>skyvern-2.0</c> (the default) or <c>skyvern-3.0</c>.</summary>
    public string? Engine { get; init; }

    /// <summary>The place the browser's traffic comes from: a word such as <c>RESIDENTIAL_DE</c>, {country, subdivision, city}, or {url} for an own proxy.</summary>
    public JsonNode? ProxyLocation { get; init; }

    /// <summary>The shape of the data to extract: a JSON Schema, a bare map of properties, an example list, or a text.</summary>
    public JsonNode? DataExtractionSchema { get; init; }

    /// <summary>Error codes of your own with a text for each; reported in errors when the run meets one.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>Most steps the run may take. Left out or 0: the server's default.</summary>
    [Range(0, int.MaxValue)]
    public int? MaxSteps { get; init; }

    /// <summary>Told about the run once it has finished, by a signed POST.</summary>
    [MaxLength(2083)]
    public string? WebhookUrl { get; init; }

    /// <summary>Identifier for one-time codes that are pushed to the server.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    [MaxLength(2083)]
    public string? TotpUrl { get; init; }

    /// <summary>A browser session to go on with.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>A stored browser profile to start from.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether nothing of an earlier browser may be used.</summary>
    public bool? StartFreshBrowser { get; init; }

    /// <summary>The model to plan with: {"model_name": "…"}; unknown names fall back to the default model, which the run's events say.</summary>
    public JsonNode? Model { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address; never shown again.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>Whether the task is also stored as a workflow.</summary>
    public bool? PublishWorkflow { get; init; }

    /// <summary>Whether a model that checks a claim of success sees all actions and their results, and not only what pages showed.</summary>
    public bool? IncludeActionHistoryInVerification { get; init; }

    /// <summary>How many screens below the viewport the screenshots of actions and of the end show, too; clamped into 0 to 1000.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Address of a running browser to connect to.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary><c>agent</c> or <c>code</c>.</summary>
    public string? RunWith { get; init; }
}
