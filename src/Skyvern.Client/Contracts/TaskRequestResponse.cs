using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>The request of a run in the words of the first generation.</summary>
public sealed record TaskRequestResponse
{
    /// <summary>Where to start.</summary>
    public string? Url { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>Told about the run once it has finished.</summary>
    public string? WebhookCallbackUrl { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpVerificationUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>The prompt.</summary>
    public string? NavigationGoal { get; init; }

    /// <summary>What to extract, in words.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>Data for forms.</summary>
    public JsonElement? NavigationPayload { get; init; }

    /// <summary>The caller's error codes.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>The place the browser's traffic comes from.</summary>
    public JsonElement? ProxyLocation { get; init; }

    /// <summary>The shape of the data to extract.</summary>
    public JsonElement? ExtractedInformationSchema { get; init; }

    /// <summary>Headers that the browser sends to sites.</summary>
    public IReadOnlyDictionary<string, string>? ExtraHttpHeaders { get; init; }

    /// <summary>Headers for the handshake with browser_address, each masked.</summary>
    public IReadOnlyDictionary<string, string>? CdpConnectHeaders { get; init; }

    /// <summary>When the goal counts as met.</summary>
    public string? CompleteCriterion { get; init; }

    /// <summary>When the run is to be given up.</summary>
    public string? TerminateCriterion { get; init; }

    /// <summary>The kind of task.</summary>
    public string TaskType { get; init; } = "general";

    /// <summary>The application that made it.</summary>
    public string? Application { get; init; }

    /// <summary>A prompt of the workflow.</summary>
    public string? WorkflowSystemPrompt { get; init; }

    /// <summary>Whether a verification sees all earlier actions.</summary>
    public bool? IncludeActionHistoryInVerification { get; init; }

    /// <summary>How far screenshots scroll.</summary>
    public int? MaxScreenshotScrolls { get; init; }

    /// <summary>Address of a running browser.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary>Seconds a download may take.</summary>
    public double? DownloadTimeout { get; init; }

    /// <summary>Whether extraction reads the text of the whole page, not only what planners are shown.</summary>
    public bool IncludeExtractedText { get; init; } = true;

    /// <summary>null: no delivery tried; empty: delivered; else status code and cause.</summary>
    public string? WebhookFailureReason { get; init; }
}
