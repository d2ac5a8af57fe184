using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Skyvern.Client.Contracts;

/// <summary>Runs a stored workflow. One of workflow_id and agent_id is required; every other field may be left out or null.</summary>
public sealed record RunWorkflowRequest
{
    /// <summary>The workflow, <c>wpid_…</c>.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The same as workflow_id.</summary>
    public string? AgentId { get; init; }

    /// <summary>Values of the workflow's parameters by key.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>The place the browser's traffic comes from: a word such as <c>RESIDENTIAL_DE</c>, {country, subdivision, city}, or {url} for an own proxy.</summary>
    public JsonNode? ProxyLocation { get; init; }

    /// <summary>Told about the run once it has finished, by a signed POST.</summary>
    [MaxLength(2083)]
    public string? WebhookUrl { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    [MaxLength(2083)]
    public string? TotpUrl { get; init; }

    /// <summary>Identifier for one-time codes that are pushed to the server.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>A browser session to go on with.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>Whether a browser session of the workflow is used again.</summary>
    public bool? ReuseBrowserSession { get; init; }

    /// <summary>A stored browser profile to start from.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether nothing of an earlier browser may be used.</summary>
    public bool? StartFreshBrowser { get; init; }

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

    /// <summary>Accepted and echoed: runs are always carried out by the agent.</summary>
    public bool? AiFallback { get; init; }

    /// <summary><c>agent</c> or <c>code</c>.</summary>
    public string? RunWith { get; init; }

    /// <summary>Data of your own that is kept with the run.</summary>
    public JsonNode? RunMetadata { get; init; }
}
