using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>The request that started a run, as accepted. Secrets are masked as <c>***</c>.</summary>
public sealed record RunRequestEcho
{
    /// <summary>The goal.</summary>
    public required string Prompt { get; init; }

    /// <summary>Where to start, normalised.</summary>
    public string? Url { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>The engine.</summary>
    public string? Engine { get; init; }

    /// <summary>The place the browser's traffic comes from.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>The shape of the data to extract.</summary>
    public JsonElement? DataExtractionSchema { get; init; }

    /// <summary>The caller's error codes.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>Most steps, as sent.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Told about the run once it has finished.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpUrl { get; init; }

    /// <summary>The browser session.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>The browser profile.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether nothing of an earlier browser may be used.</summary>
    public bool StartFreshBrowser { get; init; }

    /// <summary>The model asked for.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address, each masked.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>Whether the task is also stored as a workflow.</summary>
    public bool PublishWorkflow { get; init; }

    /// <summary>Whether a model that checks a claim of success sees all actions and their results, and not only what pages showed.</summary>
    public bool? IncludeActionHistoryInVerification { get; init; }

    /// <summary>How many screens below the viewport the screenshots of actions and of the end show, too.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Address of a running browser.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary>agent or code.</summary>
    public string? RunWith { get; init; }
}
