namespace Skyvern.Server.Core.Runs;

/// <summary>One execution of a task: the aggregate that owns the rules of its life.</summary>
/// <remarks>
/// | from    | to                                                |
/// |---------|---------------------------------------------------|
/// | created | queued, timed_out, failed, canceled               |
/// | queued  | running, timed_out, failed, canceled              |
/// | running | running (next attempt) or any final status        |
/// | final   | nothing                                           |
/// Attempt numbers fence: a worker's write counts only while the run is running and has the worker's attempt.
/// </remarks>
public sealed class TaskRun
{
    private TaskRun()
    {
    }

    /// <summary>The run's id, <c>tsk_…</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The tenant it belongs to.</summary>
    public string OrganizationId { get; private set; } = "";

    /// <summary>The key that created it; signs its webhook.</summary>
    public string? ApiKeyId { get; private set; }

    /// <summary><c>task_v1</c> or <c>task_v2</c>.</summary>
    public string RunType { get; private set; } = "";

    /// <summary>manual, mcp, api, scheduled or webhook.</summary>
    public string TriggerType { get; private set; } = "api";

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; private set; }

    /// <summary>How often a worker has taken it; 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>Whether an action that cannot be taken back may have been done: such a run is never started over.</summary>
    public bool DidIrreversibleAction { get; private set; }

    /// <summary>The accepted request.</summary>
    public TaskRequest Request { get; private set; } = null!;

    /// <summary>The extracted data as JSON text, or null.</summary>
    public string? OutputJson { get; private set; }

    /// <summary>Where the output has values that nothing seen in the run shows; empty when all are confirmed.</summary>
    public IReadOnlyList<string> UnverifiedFields { get; private set; } = [];

    /// <summary>What its steps cost in USD, once it has ended; null: not known.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>Why it ended without success.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>Details for a run that ended without success; empty when none.</summary>
    public IReadOnlyList<RunError> Errors { get; private set; } = [];

    /// <summary>Categories of the failure, most likely first; empty when none.</summary>
    public IReadOnlyList<FailureCategory> FailureCategories { get; private set; } = [];

    /// <summary>null: no delivery tried; "": delivered; else status code and cause.</summary>
    public string? WebhookFailureReason { get; private set; }

    /// <summary>Steps taken, repeats included.</summary>
    public int StepCount { get; private set; }

    /// <summary>Creation.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Last change.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>Entry into the queue.</summary>
    public DateTimeOffset? QueuedAt { get; private set; }

    /// <summary>First execution.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When a final status was reached.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>A new run that waits in the queue.</summary>
    public static TaskRun Queue(string organizationId, string? apiKeyId, TaskRequest request, string triggerType, DateTimeOffset now) => new()
    {
        Id = RunIds.Run(now),
        OrganizationId = organizationId,
        ApiKeyId = apiKeyId,
        RunType = request.Engine == "skyvern-1.0" ? "task_v1" : "task_v2",
        TriggerType = triggerType,
        Status = RunStatus.Queued,
        Request = request,
        CreatedAt = now,
        ModifiedAt = now,
        QueuedAt = now,
    };

    /// <summary>The same run with another request, to be shown and not to be stored: planners get it without the caller's secrets.</summary>
    public TaskRun WithRequest(TaskRequest request)
    {
        var copy = (TaskRun)MemberwiseClone();
        copy.Request = request;
        return copy;
    }

    /// <summary>A worker takes the run: attempt + 1. False when it has ended.</summary>
    public bool TryClaim(DateTimeOffset now)
    {
        if (Status.IsFinal())
        {
            return false;
        }

        Status = RunStatus.Running;
        Attempt++;
        OutputJson = null; // what an earlier attempt found is found anew
        StartedAt ??= now;
        ModifiedAt = now;
        return true;
    }

    /// <summary>Adds up what its steps cost; one of unknown cost makes the whole unknown.</summary>
    public void AddUp(IReadOnlyCollection<RunStep> steps) => Cost = steps.Any(step => step.Cost is null) ? null : steps.Sum(step => step.Cost);

    /// <summary>Ends the run as canceled. False when it has already ended.</summary>
    public bool TryCancel(DateTimeOffset now) => TryFinish(new RunResult(RunStatus.Canceled), now);

    /// <summary>Ends the run. False when it has already ended: then nothing changes.</summary>
    public bool TryFinish(RunResult result, DateTimeOffset now)
    {
        if (Status.IsFinal())
        {
            return false;
        }

        Status = result.Status;
        OutputJson = result.OutputJson ?? OutputJson;
        UnverifiedFields = result.UnverifiedFields;
        FailureReason = result.FailureReason;
        Errors = result.Errors;
        FailureCategories = result.Categories;
        ModifiedAt = now;
        FinishedAt = now;
        return true;
    }
}
