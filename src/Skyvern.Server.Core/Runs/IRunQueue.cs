using System.Data.Common;

namespace Skyvern.Server.Core.Runs;

/// <summary>Wakes workers for runs. The job is stored in the same transaction as the run, so that the two are never apart.</summary>
public interface IRunQueue
{
    /// <summary>Stores the run's job in the given open transaction.</summary>
    Task EnqueueAsync(TaskRun run, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>After the commit: lets idle workers look at once.</summary>
    void Wake();

    /// <summary>Tells the worker that holds the run to stop, in whatever process it is, as soon as the given open transaction has committed.</summary>
    Task SayStopAsync(string runId, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>After the commit: tells the worker that holds the run, if it is in this process, to stop now.</summary>
    void Interrupt(string runId);
}
