using System.Data.Common;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Data.Nodes;

namespace Skyvern.Server.Jobs;

/// <summary>Runs as durable jobs, first come first served within an organization's limit.</summary>
internal sealed class RunQueue(
    JobScheduler<RunJob> jobs, ISessionStore sessions, DatabaseNotices notices, RunCancellation cancellation, TimeProvider time) : IRunQueue
{
    public async Task EnqueueAsync(TaskRun run, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await jobs.AddAsync(
            run.Id, run.QueuedAt ?? time.GetUtcNow(), OrganizationLimits.GroupOf(run), await FindNodeAsync(run, cancellationToken), transaction, cancellationToken);
    }

    /// <summary>Gives a run the job again that it should have and has not.</summary>
    public async Task RestoreAsync(TaskRun run, CancellationToken cancellationToken) => await jobs.RestoreAsync(
        run.Id, run.QueuedAt ?? time.GetUtcNow(), OrganizationLimits.GroupOf(run), await FindNodeAsync(run, cancellationToken), cancellationToken);

    public void Wake() => jobs.Wake();

    public Task SayStopAsync(string runId, DbTransaction transaction, CancellationToken cancellationToken) =>
        notices.SayAsync(WakeUp.StopOf(runId), transaction, cancellationToken);

    public void Interrupt(string runId) => cancellation.Cancel(runId);

    /// <summary>A run in a session can be worked off only where the session's browser is.</summary>
    private async Task<string?> FindNodeAsync(TaskRun run, CancellationToken cancellationToken) =>
        run.BrowserSessionId is { } id && notices.AreHeard ? (await sessions.FindAsync(run.OrganizationId, id, cancellationToken))?.NodeId : null;
}
