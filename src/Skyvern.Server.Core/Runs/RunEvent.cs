namespace Skyvern.Server.Core.Runs;

/// <summary>A fact about a run, appended and never changed: the source of timeline and live updates.</summary>
public sealed class RunEvent
{
    private const string OfRun = "run.";

    /// <summary>Rises with every event of the server; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>What happened, e.g. <c>run.queued</c>, <c>run.running</c>, <c>step.started</c>, <c>action.finished</c>,
    /// <c>run.waiting</c>, <c>run.resumed</c>, <c>run.control_taken</c>, <c>run.control_returned</c>, <c>person.clicked</c>, <c>run.notice</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The fact in words; no secrets, no page text.</summary>
    public required string Message { get; init; }

    /// <summary>The step it belongs to.</summary>
    public string? StepId { get; init; }

    /// <summary>The action it belongs to.</summary>
    public string? ActionId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The status that the run has ended with; null: it goes on after this. Nothing comes after an end.</summary>
    public RunStatus? End => Kind.StartsWith(OfRun, StringComparison.Ordinal)
        && RunStatusExtensions.TryParseWire(Kind[OfRun.Length..], out var status) && status.IsFinal() ? status : null;
}
