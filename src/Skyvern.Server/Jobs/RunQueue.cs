using System.Data.Common;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Nodes;

namespace Skyvern.Server.Jobs;

/// <summary>Runs as durable jobs, first come first served within an organization's limit.</summary>
internal sealed class RunQueue(JobScheduler<RunJob> jobs, DatabaseNotices notices, RunCancellation cancellation, TimeProvider time) : IRunQueue
{
    public Task EnqueueAsync(TaskRun run, DbTransaction transaction, CancellationToken cancellationToken) =>
        jobs.AddAsync(run.Id, run.QueuedAt ?? time.GetUtcNow(), OrganizationLimits.GroupOf(run), transaction, cancellationToken);

    public void Wake() => jobs.Wake();

    public Task SayStopAsync(string runId, DbTransaction transaction, CancellationToken cancellationToken) =>
        notices.SayAsync(WakeUp.StopOf(runId), transaction, cancellationToken);

    public void Interrupt(string runId) => cancellation.Cancel(runId);
}
