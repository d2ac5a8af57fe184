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
    /// <summary>The type of runs that work off a workflow, one task after the other.</summary>
    public const string WorkflowRunType = "workflow_run";

    private TaskRun()
    {
    }

    /// <summary>The run's id, <c>tsk_…</c> or <c>wr_…</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The tenant it belongs to.</summary>
    public string OrganizationId { get; private set; } = "";

    /// <summary>The key that created it; signs its webhook.</summary>
    public string? ApiKeyId { get; private set; }

    /// <summary><c>task_v1</c>, <c>task_v2</c> or <c>workflow_run</c>.</summary>
    public string RunType { get; private set; } = "";

    /// <summary>The workflow run whose block this is; null: a run of its own. A block has no job: its workflow run works it off.</summary>
    public string? WorkflowRunId { get; private set; }

    /// <summary>The workflow, of workflow runs and their blocks.</summary>
    public string? WorkflowPermanentId { get; private set; }

    /// <summary>Whether it works off a workflow.</summary>
    public bool IsWorkflow => RunType == WorkflowRunType;

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

    /// <summary>The browser session it works in; null: a browser of its own.</summary>
    public string? BrowserSessionId { get; private set; }

    /// <summary>The process that took it last; null before the first.</summary>
    public string? NodeId { get; private set; }

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
        Id = request.Workflow is null ? RunIds.Run(now) : RunIds.WorkflowRun(now),
        OrganizationId = organizationId,
        ApiKeyId = apiKeyId,
        RunType = TypeOf(request),
        WorkflowPermanentId = request.Workflow?.PermanentId,
        TriggerType = triggerType,
        Status = RunStatus.Queued,
        Request = request,
        BrowserSessionId = request.BrowserSessionId,
        CreatedAt = now,
        ModifiedAt = now,
        QueuedAt = now,
    };

    /// <summary>A block of a workflow run, in the hands of the worker that holds the workflow run.</summary>
    public static TaskRun StartBlock(TaskRun workflowRun, TaskRequest request, DateTimeOffset now) => new()
    {
        Id = RunIds.Run(now),
        OrganizationId = workflowRun.OrganizationId,
        ApiKeyId = workflowRun.ApiKeyId,
        RunType = TypeOf(request),
        WorkflowRunId = workflowRun.Id,
        WorkflowPermanentId = workflowRun.WorkflowPermanentId,
        BrowserSessionId = workflowRun.BrowserSessionId,
        TriggerType = workflowRun.TriggerType,
        Status = RunStatus.Running,
        Attempt = 1,
        NodeId = workflowRun.NodeId,
        Request = request,
        CreatedAt = now,
        ModifiedAt = now,
        QueuedAt = now,
        StartedAt = now,
    };

    /// <summary>The same run with another request, to be shown and not to be stored: planners get it without the caller's secrets.</summary>
    public TaskRun WithRequest(TaskRequest request)
    {
        var copy = (TaskRun)MemberwiseClone();
        copy.Request = request;
        return copy;
    }

    /// <summary>A worker takes the run: attempt + 1. False when it has ended.</summary>
    public bool TryClaim(DateTimeOffset now, string? nodeId = null)
    {
        if (Status.IsFinal())
        {
            return false;
        }

        Status = RunStatus.Running;
        Attempt++;
        NodeId = nodeId;
        OutputJson = null; // what an earlier attempt found is found anew
        StartedAt ??= now;
        ModifiedAt = now;
        return true;
    }

    /// <summary>A worker that had lost the database takes the run again. False when it has ended, or when another process has taken it meanwhile.</summary>
    public bool TryClaimAgain(DateTimeOffset now, string nodeId) => (NodeId is null || NodeId == nodeId) && TryClaim(now, nodeId);

    /// <summary>Adds up what its steps cost; one of unknown cost makes the whole unknown.</summary>
    public void AddUp(IReadOnlyCollection<RunStep> steps) => Cost = steps.Any(step => step.Cost is null) ? null : steps.Sum(step => step.Cost);

    /// <summary>Adds up what its blocks took and cost.</summary>
    public void AddUp(IReadOnlyCollection<TaskRun> blocks)
    {
        StepCount = blocks.Sum(block => block.StepCount);
        Cost = blocks.Any(block => block.Cost is null) ? null : blocks.Sum(block => block.Cost);
    }

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

    private static string TypeOf(TaskRequest request) =>
        request.Workflow is not null ? WorkflowRunType : request.Engine == "skyvern-1.0" ? "task_v1" : "task_v2";
}
