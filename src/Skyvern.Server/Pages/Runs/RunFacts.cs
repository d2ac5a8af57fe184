using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Pages.Runs;

/// <summary>All that is stored about a run, read once for its page.</summary>
/// <param name="Run">The run.</param>
/// <param name="Request">Its request with secrets masked.</param>
/// <param name="MaxSteps">Most steps it may take.</param>
/// <param name="Now">When it was read.</param>
public sealed record RunFacts(TaskRun Run, TaskRequest Request, int MaxSteps, DateTimeOffset Now)
{
    /// <summary>Its steps, by order and repeat.</summary>
    public IReadOnlyList<RunStep> Steps { get; init; } = [];

    /// <summary>Its actions, oldest first.</summary>
    public IReadOnlyList<RunAction> Actions { get; init; } = [];

    /// <summary>What it tells, oldest first.</summary>
    public IReadOnlyList<RunEvent> Events { get; init; } = [];

    /// <summary>What it left, oldest first; of a workflow run, what its blocks left.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>Its recordings, one for each attempt; a block is in those of its workflow run.</summary>
    public IReadOnlyList<Recording> Recordings { get; init; } = [];

    /// <summary>The blocks of a workflow run, oldest first.</summary>
    public IReadOnlyList<TaskRun> Blocks { get; init; } = [];

    /// <summary>Its webhook with the attempts made; null: it has none, or has not ended.</summary>
    public WebhookDelivery? Delivery { get; init; }

    /// <summary>Attempts at the webhook, oldest first.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts { get; init; } = [];

    /// <summary>Its place among the organization's runs; null: it does not wait.</summary>
    public QueuePlace? Queue { get; init; }

    /// <summary>Whether it waits for a one-time code that a person can give on its page.</summary>
    public bool TakesCode { get; init; }

    /// <summary>Where the run begins on its time line.</summary>
    public DateTimeOffset Began => Run.StartedAt ?? Run.CreatedAt;

    /// <summary>Where it ends; while it runs, now.</summary>
    public DateTimeOffset Ended => Run.FinishedAt ?? Now;

    /// <summary>Whether it can still change.</summary>
    public bool IsOpen => !Run.Status.IsFinal();

    /// <summary>Whether its webhook is still being told: no event says when it has been.</summary>
    public bool TellsWebhook => Delivery is { Status: DeliveryStatus.Pending };

    /// <summary>Steps counted as people do: a repeat is the same step.</summary>
    public int StepCount => Run.IsWorkflow ? Run.StepCount : Steps.Select(step => step.Order).Distinct().Count();

    /// <summary>The newest artifact of a type; null: there is none.</summary>
    public Artifact? Newest(string type) => Artifacts.LastOrDefault(artifact => artifact.Type == type);
}
