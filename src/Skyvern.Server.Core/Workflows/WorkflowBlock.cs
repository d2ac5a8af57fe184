using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skyvern.Server.Core.Workflows;

/// <summary>One part of a workflow. Its texts may hold places such as <c>{{ key }}</c>.</summary>
public sealed record WorkflowBlock
{
    /// <summary>A word of <see cref="BlockTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Its name within the workflow.</summary>
    public required string Label { get; init; }

    /// <summary>Id of the parameter that holds its result, <c>op_…</c>.</summary>
    public required string OutputParameterId { get; init; }

    /// <summary>The block after it.</summary>
    public string? NextLabel { get; init; }

    /// <summary>Whether the workflow goes on if it fails.</summary>
    public bool ContinueOnFailure { get; init; }

    /// <summary>Where it starts; null: on the page where the block before it ended.</summary>
    public string? Url { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }

    /// <summary>The engine's wire word.</summary>
    public required string Engine { get; init; }

    /// <summary>What to do.</summary>
    public string? NavigationGoal { get; init; }

    /// <summary>What to extract, in words.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>The shape of the data to extract.</summary>
    public JsonElement? DataSchema { get; init; }

    /// <summary>The caller's error codes with a text for each.</summary>
    public IReadOnlyDictionary<string, string>? ErrorCodeMapping { get; init; }

    /// <summary>How often it is done again if it fails.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Most steps.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Parameters and earlier results whose values it is told.</summary>
    public IReadOnlyList<string> ParameterKeys { get; init; } = [];

    /// <summary>Whether its goal is reached as soon as a file was fetched.</summary>
    public bool CompleteOnDownload { get; init; }

    /// <summary>Polled for one-time codes.</summary>
    public string? TotpUrl { get; init; }

    /// <summary>Identifier for pushed one-time codes.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>When its goal is reached.</summary>
    public string? CompleteCriterion { get; init; }

    /// <summary>When it is to be given up.</summary>
    public string? TerminateCriterion { get; init; }

    /// <summary>The model asked for.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>How long a <see cref="BlockTypes.Wait"/> takes.</summary>
    public int? WaitSeconds { get; init; }

    /// <summary>The name of its result.</summary>
    [JsonIgnore]
    public string OutputKey => OutputKeyOf(Label);

    /// <summary>Its texts that may hold templates, by their wire name.</summary>
    public IEnumerable<(string Field, string Text)> Texts()
    {
        (string Field, string? Text)[] texts =
        [
            ("url", Url), ("title", Title), ("navigation_goal", NavigationGoal), ("data_extraction_goal", DataExtractionGoal),
            ("complete_criterion", CompleteCriterion), ("terminate_criterion", TerminateCriterion),
            ("totp_verification_url", TotpUrl), ("totp_identifier", TotpIdentifier), ("data_schema", DataSchema?.GetRawText()),
        ];
        return texts.Where(field => field.Text is not null).Select(field => (field.Field, field.Text!));
    }

    /// <summary>The name of the result of the block with this label.</summary>
    public static string OutputKeyOf(string label) => label + "_output";
}
