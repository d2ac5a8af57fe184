using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>One task of a workflow.</summary>
public sealed record WorkflowBlockResponse
{
    /// <summary>task, navigation, action, extraction, login, file_download, validation, goto_url or wait.</summary>
    public required string BlockType { get; init; }

    /// <summary>Its name within the workflow.</summary>
    public required string Label { get; init; }

    /// <summary>The block after it. Once one block names its next, null is the end; if none does, the list's order counts.</summary>
    public string? NextBlockLabel { get; init; }

    /// <summary>Whether a failure of it lets the workflow go on.</summary>
    public bool ContinueOnFailure { get; init; }

    /// <summary>The name of its result.</summary>
    public required OutputParameterResponse OutputParameter { get; init; }

    /// <summary>What it uses.</summary>
    public IReadOnlyList<WorkflowParameterResponse> Parameters { get; init; } = [];

    /// <summary>Where it starts; null: on the page where the block before it ended.</summary>
    public string? Url { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>The engine.</summary>
    public string? Engine { get; init; }

    /// <summary>The goal.</summary>
    public string? NavigationGoal { get; init; }

    /// <summary>What to extract, in words.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>The shape of the data to extract.</summary>
    public JsonElement? DataSchema { get; init; }

    /// <summary>Error codes with a text for each.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>How often it is done again if it fails.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Most steps.</summary>
    public int? MaxStepsPerRun { get; init; }

    /// <summary>Whether it is done as soon as a file was fetched.</summary>
    public bool CompleteOnDownload { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpVerificationUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>When the goal counts as met.</summary>
    public string? CompleteCriterion { get; init; }

    /// <summary>When it is to be given up.</summary>
    public string? TerminateCriterion { get; init; }

    /// <summary>The model to plan with.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>Seconds that a wait takes.</summary>
    public int? WaitSec { get; init; }
}
