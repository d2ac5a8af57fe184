using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Core.Runs;

/// <summary>The use cases that change runs from outside: create and cancel, and the look-up that goes with them.</summary>
public sealed partial class RunService(IRunStore store, TimeProvider time, ILogger<RunService> logger)
{
    private const int MostScreenshotScrolls = 1000;

    /// <summary>Stores a run that waits in the queue, or answers with the run that the idempotency key stands for.</summary>
    public async Task<CreateRunResult> CreateAsync(NewRun asked, CancellationToken cancellationToken)
    {
        var run = TaskRun.Queue(asked.OrganizationId, asked.ApiKeyId, Accept(asked.Request), asked.TriggerType, time.GetUtcNow());
        var result = await store.CreateAsync(run, asked.Idempotency, cancellationToken);
        if (result.Outcome == CreateRunOutcome.Created)
        {
            Activity.Current?.SetTag(Tags.RunId, run.Id); // leads from the request to the run's own trace
            LogCreated(run.Id, run.Request.Engine);
        }

        return result;
    }

    /// <summary>What an idempotency key stands for; null when it is free or none is given.</summary>
    public async Task<CreateRunResult?> FindRepeatAsync(
        string organizationId, IdempotencyKey? idempotency, CancellationToken cancellationToken) =>
        idempotency is null ? null : await store.FindRepeatAsync(organizationId, idempotency, cancellationToken);

    /// <summary>The run, or null when unknown to this organization.</summary>
    public Task<TaskRun?> FindAsync(string organizationId, string runId, CancellationToken cancellationToken) =>
        store.FindAsync(organizationId, runId, cancellationToken);

    /// <summary>Ends a run as canceled and stops its browser at once, wherever it runs.</summary>
    public async Task<CancelOutcome> CancelAsync(string organizationId, string runId, CancellationToken cancellationToken)
    {
        var outcome = await store.CancelAsync(organizationId, runId, cancellationToken);
        if (outcome.Kind == CancelKind.Canceled)
        {
            LogCanceled(runId);
        }

        return outcome;
    }

    /// <summary>What a run really works with. The caller's max_steps stays as sent: the engine finds the effective one.</summary>
    private static TaskRequest Accept(TaskRequest request) => request with
    {
        // Only the engine with a plan can leave a workflow behind.
        Engine = request.PublishWorkflow ? "skyvern-2.0" : request.Engine,
        MaxScreenshotScrolls = request.MaxScreenshotScrolls is { } scrolls ? Math.Clamp(scrolls, 0, MostScreenshotScrolls) : null,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} created for engine {Engine}.")]
    private partial void LogCreated(string runId, string engine);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} canceled.")]
    private partial void LogCanceled(string runId);
}
