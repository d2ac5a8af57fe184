namespace Skyvern.Client.Contracts;

/// <summary>A fact about a run, for following its progress.</summary>
public sealed record RunEventResponse
{
    /// <summary>Rises with every event; pass the last one as <c>after</c>.</summary>
    public required long EventId { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>What happened, e.g. <c>run.running</c>, <c>step.started</c>, <c>action.finished</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The fact in words.</summary>
    public required string Message { get; init; }

    /// <summary>The step it belongs to.</summary>
    public string? StepId { get; init; }

    /// <summary>The action it belongs to.</summary>
    public string? ActionId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
