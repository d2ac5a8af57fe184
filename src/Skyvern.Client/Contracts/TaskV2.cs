using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Client.Contracts;

/// <summary>Starts a run of the second engine, in the old words. Only user_prompt is required; every other field may be left out or null.</summary>
public sealed record CreateTaskV2Request
{
    /// <summary>The goal that the run is to reach, in plain words.</summary>
    [Required(AllowEmptyStrings = true)]
    public string? UserPrompt { get; init; }

    /// <summary>Where to start. Left out: the address that the prompt names.</summary>
    [MaxLength(2083)]
    public string? Url { get; init; }

    /// <summary>A browser session to go on with.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>Told about the run once it has finished, by a signed POST.</summary>
    [MaxLength(2083)]
    public string? WebhookCallbackUrl { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    [MaxLength(2083)]
    public string? TotpVerificationUrl { get; init; }

    /// <summary>Identifier for one-time codes that are pushed to the server.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>The place the browser's traffic comes from: a word such as <c>RESIDENTIAL_DE</c>, {country, subdivision, city}, or {url} for an own proxy.</summary>
    public JsonNode? ProxyLocation { get; init; }

    /// <summary>Whether the task is also stored as a workflow.</summary>
    public bool? PublishWorkflow { get; init; }

    /// <summary>The shape of the data to extract: a JSON Schema, a bare map of properties, an example list, or a text.</summary>
    public JsonNode? ExtractedInformationSchema { get; init; }

    /// <summary>Error codes of your own with a text for each; reported in errors when the run meets one.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>The model to plan with: {"model_name": "…"}; unknown names fall back to the default model.</summary>
    public JsonNode? Model { get; init; }

    /// <summary>How far screenshots scroll; clamped into 0 to 1000.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address; never shown again.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>Address of a running browser to connect to.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary><c>agent</c> or <c>code</c>.</summary>
    public string? RunWith { get; init; }
}

/// <summary>A run of the second engine, in the old words.</summary>
public sealed record TaskV2Response
{
    /// <summary>The run.</summary>
    public required string TaskId { get; init; }

    /// <summary>Where it stands.</summary>
    [RunStatus]
    public required string Status { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The workflow run it belongs to.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>The version of the workflow that was stored of it.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow that was stored of it.</summary>
    public string? WorkflowPermanentId { get; init; }

    /// <summary>The goal.</summary>
    public required string Prompt { get; init; }

    /// <summary>Where it starts.</summary>
    public string? Url { get; init; }

    /// <summary>What was done, in words.</summary>
    public string? Summary { get; init; }

    /// <summary>The extracted data.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpVerificationUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>The place the browser's traffic comes from.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>Told about the run once it has finished.</summary>
    public string? WebhookCallbackUrl { get; init; }

    /// <summary>null: no delivery tried; empty: delivered; else status code and cause.</summary>
    public string? WebhookFailureReason { get; init; }

    /// <summary>The shape of the data to extract.</summary>
    public JsonElement? ExtractedInformationSchema { get; init; }

    /// <summary>The caller's error codes.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>The model asked for.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>Entry into the queue.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>First execution.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a final status was reached.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How far screenshots scroll.</summary>
    public int? MaxScreenshotScrollingTimes { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address, each masked.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>Address of a running browser.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary>agent or code.</summary>
    public string? RunWith { get; init; }

    /// <summary>Kinds of the failure, most likely first; null without one.</summary>
    public IReadOnlyList<FailureCategoryItem>? FailureCategory { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
