using Quartz;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Jobs;

/// <summary>Takes a run and has it worked off. The job engine only wakes: what may be done, the claim decides.</summary>
/// <remarks>
/// A stop of the server interrupts the run and hands the job back; it is fired again at the next start, or by another process, and the run
/// goes on with its next attempt. The same happens after a crash. While the database does not answer the job waits and takes the run again,
/// unless another process has taken it by then: this one may have been cut off alone.
/// </remarks>
internal sealed partial class RunJob(
    IRunStore runs, IRunJournal journal, TaskEngine engine, WorkflowRunner workflows, RunCancellation cancellation, ServerMetrics metrics, TimeProvider time,
    ILogger<RunJob> logger) : IJob
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var runId = context.JobDetail.Key.Name;
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["RunId"] = runId });
        using var stop = cancellation.Enter(runId, cancellationToken);
        var isOver = await TryWorkAsync(runId, runs.ClaimAsync(runId, cancellationToken), stop.Token);
        while (!isOver)
        {
            await Task.Delay(Pause, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isOver = stop.Token.IsCancellationRequested || await TryWorkAsync(runId, runs.ClaimAgainAsync(runId, cancellationToken), stop.Token);
        }

        cancellationToken.ThrowIfCancellationRequested(); // hands the job back
    }

    /// <summary>False when the database did not answer: then the run goes on with its next attempt, here or in another process.</summary>
    private async Task<bool> TryWorkAsync(string runId, Task<RunClaim?> claiming, CancellationToken stop)
    {
        try
        {
            if (await claiming is { } claim)
            {
                metrics.RunTaken(claim.Run);
                await WorkAsync(claim, stop);
            }

            return true;
        }
        catch (Exception e) when (DatabaseFault.IsPassing(e))
        {
            LogDatabaseAway(e, runId);
            return false;
        }
    }

    private async Task WorkAsync(RunClaim claim, CancellationToken stop)
    {
        try
        {
            await (claim.Run.IsWorkflow ? workflows.RunAsync(claim, stop) : engine.RunAsync(claim, stop));
        }
        catch (Exception e) when (e is not OperationCanceledException && !DatabaseFault.IsPassing(e))
        {
            // The outermost frame of a worker: the engine could not store the run's end, so it is tried once more, in plain words.
            LogBroke(e, claim.RunId);
            var result = RunResult.Failed("The server could not finish the run because of an internal fault.", FailureCategory.Infrastructure);
            await journal.FinishAsync(claim, result, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer: run {RunId} waits for it.")]
    private partial void LogDatabaseAway(Exception cause, string runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of run {RunId} could not be stored.")]
    private partial void LogBroke(Exception cause, string runId);
}
