using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>A run of a workflow: its status, its result and the request that started it. Every key is always present.</summary>
public sealed record WorkflowRunResponse : RunFields
{
    /// <summary>An empty one, to be filled.</summary>
    public WorkflowRunResponse()
    {
    }

    /// <summary>The fields that it shares, with the request.</summary>
    [SetsRequiredMembers]
    public WorkflowRunResponse(RunFields fields, WorkflowRunRequestEcho runRequest)
        : base(fields) => RunRequest = runRequest;

    /// <summary>The request as accepted: addresses normalised, secrets masked.</summary>
    [JsonPropertyOrder(1)]
    public required WorkflowRunRequestEcho RunRequest { get; init; }

    /// <summary>Always <c>agent</c>.</summary>
    [JsonPropertyOrder(2)]
    public string RunWith { get; init; } = "agent";

    /// <summary>As asked for.</summary>
    [JsonPropertyOrder(3)]
    public bool? AiFallback { get; init; }

    /// <summary>Always null: no scripts are made.</summary>
    [JsonPropertyOrder(4)]
    public string? ScriptId { get; init; }

    /// <summary>Always null.</summary>
    [JsonPropertyOrder(5)]
    public string? BrowserSeedSource { get; init; }

    /// <summary>Where the output has values that nothing seen in the run shows; empty when all are confirmed.</summary>
    [JsonPropertyOrder(6)]
    public IReadOnlyList<string> UnverifiedFields { get; init; } = [];

    /// <summary>What the steps cost in USD, once the run has ended; null before, and when a model's price is not known.</summary>
    [JsonPropertyOrder(7)]
    public decimal? CostUsd { get; init; }
}

/// <summary>The request that started a run of a workflow, as accepted. Secrets are masked as <c>***</c>.</summary>
public sealed record WorkflowRunRequestEcho
{
    /// <summary>The workflow, <c>wpid_…</c>.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The same as workflow_id.</summary>
    public required string AgentId { get; init; }

    /// <summary>Values of the workflow's parameters by key.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>The place the browser's traffic comes from.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>Told about the run once it has finished.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>The browser session.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>Whether a browser session of the workflow is used again.</summary>
    public bool? ReuseBrowserSession { get; init; }

    /// <summary>The browser profile.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether nothing of an earlier browser may be used.</summary>
    public bool StartFreshBrowser { get; init; }

    /// <summary>How far screenshots scroll.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Minutes after which the run is timed out.</summary>
    public int? MaxElapsedTimeMinutes { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address, each masked.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>Address of a running browser.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary>As asked for.</summary>
    public bool? AiFallback { get; init; }

    /// <summary>agent or code.</summary>
    public string? RunWith { get; init; }

    /// <summary>The caller's own data.</summary>
    public JsonElement? RunMetadata { get; init; }
}
