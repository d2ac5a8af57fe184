using Quartz.Impl.AdoJobStore;

namespace Skyvern.Server.Jobs;

/// <summary>No lock at all: every transaction on the job tables begins with the file's write lock, which orders them already.</summary>
internal sealed class SqliteJobLock : ILockHandler
{
    public bool RequiresConnection => false;

    public ValueTask<bool> AcquireLock(
        Guid requestorId, ConnectionAndTransactionHolder? connection, SchedulerLock lockKind, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(true);
    }

    public ValueTask ReleaseLock(Guid requestorId, SchedulerLock lockKind, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
