using Quartz;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Jobs;

/// <summary>Takes a run and has it worked off. The job engine only wakes: what may be done, the claim decides.</summary>
/// <remarks>
/// A stop of the server interrupts the run and hands the job back; it is fired again at the next start, or by another process, and the run
/// goes on with its next attempt. The same happens after a crash.
/// </remarks>
internal sealed partial class RunJob(
    IRunStore runs, IRunJournal journal, TaskEngine engine, WorkflowRunner workflows, RunCancellation cancellation, ServerMetrics metrics, ILogger<RunJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var runId = context.JobDetail.Key.Name;
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["RunId"] = runId });
        using var stop = cancellation.Enter(runId, cancellationToken);
        if (await runs.ClaimAsync(runId, cancellationToken) is { } claim)
        {
            metrics.RunTaken(claim.Run);
            await WorkAsync(claim, stop.Token);
        }

        cancellationToken.ThrowIfCancellationRequested(); // hands the job back
    }

    private async Task WorkAsync(RunClaim claim, CancellationToken stop)
    {
        try
        {
            await (claim.Run.IsWorkflow ? workflows.RunAsync(claim, stop) : engine.RunAsync(claim, stop));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The outermost frame of a worker: the engine could not store the run's end, so it is tried once more, in plain words.
            LogBroke(e, claim.RunId);
            var result = RunResult.Failed("The server could not finish the run because of an internal fault.", FailureCategory.Infrastructure);
            await journal.FinishAsync(claim, result, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of run {RunId} could not be stored.")]
    private partial void LogBroke(Exception cause, string runId);
}
