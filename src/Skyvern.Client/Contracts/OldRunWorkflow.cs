using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Skyvern.Client.Contracts;

/// <summary>Runs a stored workflow, in the words of the first generation. Every field may be left out or null.</summary>
public sealed record OldRunWorkflowRequest
{
    /// <summary>Values of the workflow's parameters by key.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>The place the browser's traffic comes from.</summary>
    public JsonNode? ProxyLocation { get; init; }

    /// <summary>Told about the run once it has finished.</summary>
    [MaxLength(2083)]
    public string? WebhookCallbackUrl { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    [MaxLength(2083)]
    public string? TotpVerificationUrl { get; init; }

    /// <summary>Identifier for one-time codes that are pushed to the server.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>A browser session to go on with.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>A stored browser profile to start from.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>How far screenshots scroll; clamped into 0 to 1000.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Minutes after which the run is timed out.</summary>
    [Range(1, 480)]
    public int? MaxElapsedTimeMinutes { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address; never shown again.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>Address of a running browser to connect to.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary>Data of your own that is kept with the run.</summary>
    public JsonNode? RunMetadata { get; init; }
}

/// <summary>The run that was started.</summary>
public sealed record OldRunWorkflowResponse
{
    /// <summary>The workflow, <c>wpid_…</c>.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The run, <c>wr_…</c>.</summary>
    public required string WorkflowRunId { get; init; }

    /// <summary>The same as workflow_id.</summary>
    public required string AgentId { get; init; }

    /// <summary>The same as workflow_run_id.</summary>
    public required string AgentRunId { get; init; }
}
