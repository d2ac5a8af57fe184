namespace Skyvern.Server.Core.Runs;

/// <summary>Creates, finds, claims and ends runs. Each method is one transaction.</summary>
public interface IRunStore
{
    /// <summary>Stores a queued run with its <c>run.queued</c> event and its job, all or nothing, and wakes a worker for a new one.</summary>
    Task<CreateRunResult> CreateAsync(TaskRun run, IdempotencyKey? idempotency, CancellationToken cancellationToken);

    /// <summary>What an idempotency key of the last 24 hours stands for; null when it is free.</summary>
    Task<CreateRunResult?> FindRepeatAsync(string organizationId, IdempotencyKey idempotency, CancellationToken cancellationToken);

    /// <summary>The run, or null when unknown to this organization.</summary>
    Task<TaskRun?> FindAsync(string organizationId, string runId, CancellationToken cancellationToken);

    /// <summary>Ends the run as canceled, cancels its running steps and makes its webhook delivery; stops the worker that holds it.</summary>
    Task<CancelOutcome> CancelAsync(string organizationId, string runId, CancellationToken cancellationToken);

    /// <summary>Takes the run for a worker (attempt + 1, status running); null when it has ended or is unknown.</summary>
    Task<RunClaim?> ClaimAsync(string runId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the run again for a worker that had lost the database, as its next attempt; null also when another process has taken it meanwhile.
    /// A claim of this process counts whether or not its answer was heard.
    /// </summary>
    Task<RunClaim?> ClaimAgainAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Takes an open block for the worker that holds its workflow run; null when the block has ended or that hold is lost.</summary>
    Task<RunClaim?> ClaimBlockAsync(RunClaim workflowRun, string blockId, CancellationToken cancellationToken);

    /// <summary>Ids of all runs that have not ended, oldest first, for recovery.</summary>
    Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken);

    /// <summary>The run, whose ever it is, for recovery; null when it has ended or is unknown.</summary>
    Task<TaskRun?> FindUnfinishedAsync(string runId, CancellationToken cancellationToken);
}
