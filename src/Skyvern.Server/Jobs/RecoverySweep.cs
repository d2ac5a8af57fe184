using Quartz;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Jobs;

/// <summary>
/// The safety net below the job engine, at start and every minute: an unfinished run or delivery without a job gets one again. Jobs are
/// stored with what they are for and survive crashes, so this should find nothing; with it no run can stay queued or running for ever.
/// </summary>
internal sealed partial class RecoverySweep(
    IRunStore runs, IWebhookStore webhooks, JobScheduler<RunJob> runJobs, JobScheduler<WebhookJob> webhookJobs, RunQueue queue,
    OrganizationLimits limits, TimeProvider time, ILogger<RecoverySweep> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once it has looked for the first time after the start.</summary>
    public Task FirstRound => _firstRound.Task;

    /// <summary>Looks once; the number of jobs that were missing.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await runJobs.ReviveAsync(cancellationToken);
        await webhookJobs.ReviveAsync(cancellationToken);
        return await RestoreAsync(runs.ListUnfinishedAsync, runJobs, RestoreRunAsync, cancellationToken)
            + await RestoreAsync(webhooks.ListPendingAsync, webhookJobs, RestoreDeliveryAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await limits.ApplyAsync(stoppingToken);
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The outermost frame of a worker: a database that does not answer just now must not end the server; the next round looks again.
                LogFailed(e);
            }

            _firstRound.TrySetResult();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> RestoreAsync<TJob>(
        Func<CancellationToken, Task<IReadOnlyList<string>>> listOpen, JobScheduler<TJob> jobs, Func<string, CancellationToken, Task> restore,
        CancellationToken cancellationToken)
        where TJob : IJob
    {
        var missing = new List<string>();
        foreach (var id in await listOpen(cancellationToken))
        {
            if (!await jobs.HasAsync(id, cancellationToken))
            {
                missing.Add(id);
            }
        }

        if (missing.Count == 0)
        {
            return 0;
        }

        // What ended between the two looks has rightly lost its job.
        var lost = missing.Intersect(await listOpen(cancellationToken)).ToList();
        foreach (var id in lost)
        {
            LogRestored(id);
            await restore(id, cancellationToken);
        }

        return lost.Count;
    }

    /// <summary>With the place it had: counted with the same runs, and for the process that holds its browser session.</summary>
    private async Task RestoreRunAsync(string id, CancellationToken cancellationToken)
    {
        if (await runs.FindUnfinishedAsync(id, cancellationToken) is { } run)
        {
            await queue.RestoreAsync(run, cancellationToken);
        }
    }

    private Task RestoreDeliveryAsync(string id, CancellationToken cancellationToken) =>
        webhookJobs.RestoreAsync(id, time.GetUtcNow(), limitGroup: null, nodeId: null, cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Id} had no job left and got one again.")]
    private partial void LogRestored(string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for work without a job failed.")]
    private partial void LogFailed(Exception cause);
}
