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
        // A run in a session can be worked off only where the session's browser is.
        var session = run.BrowserSessionId is { } id && notices.AreHeard ? await sessions.FindAsync(run.OrganizationId, id, cancellationToken) : null;
        await jobs.AddAsync(
            run.Id, run.QueuedAt ?? time.GetUtcNow(), OrganizationLimits.GroupOf(run), session?.NodeId, transaction, cancellationToken);
    }

    public void Wake() => jobs.Wake();

    public Task SayStopAsync(string runId, DbTransaction transaction, CancellationToken cancellationToken) =>
        notices.SayAsync(WakeUp.StopOf(runId), transaction, cancellationToken);

    public void Interrupt(string runId) => cancellation.Cancel(runId);
}
