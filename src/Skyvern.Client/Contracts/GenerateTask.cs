using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Skyvern.Client.Contracts;

/// <summary>A goal in plain words, of which a task is to be made.</summary>
public sealed record GenerateTaskRequest
{
    /// <summary>The goal.</summary>
    [Required, MinLength(1)]
    public string? Prompt { get; init; }
}

/// <summary>A task made of a goal, ready to be started.</summary>
public sealed record GenerateTaskResponse
{
    /// <summary>Where to start; null when none could be found.</summary>
    public string? Url { get; init; }

    /// <summary>The goal.</summary>
    public string? NavigationGoal { get; init; }

    /// <summary>Data for forms that the goal names.</summary>
    public JsonElement? NavigationPayload { get; init; }

    /// <summary>What to extract, in words.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>The shape of the data to extract.</summary>
    public JsonElement? ExtractedInformationSchema { get; init; }

    /// <summary>A label for people.</summary>
    public string? SuggestedTitle { get; init; }

    /// <summary>Names this answer.</summary>
    public required string TaskGenerationId { get; init; }
}
