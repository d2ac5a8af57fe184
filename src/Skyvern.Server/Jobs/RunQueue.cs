using System.Data.Common;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Jobs;

/// <summary>Runs as durable jobs, first come first served within an organization's limit.</summary>
internal sealed class RunQueue(JobScheduler<RunJob> jobs, RunCancellation cancellation, TimeProvider time) : IRunQueue
{
    public Task EnqueueAsync(TaskRun run, DbTransaction transaction, CancellationToken cancellationToken) =>
        jobs.AddAsync(run.Id, run.QueuedAt ?? time.GetUtcNow(), OrganizationLimits.GroupOf(run), transaction, cancellationToken);

    public void Wake() => jobs.Wake();

    public void Interrupt(string runId) => cancellation.Cancel(runId);
}
