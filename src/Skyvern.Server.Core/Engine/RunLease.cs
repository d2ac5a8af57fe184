using System.Data.Common;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// The hold on a run while it is worked off. It is lost when the worker is told to stop, when a write is refused, or when the watch
/// sees that the run was canceled or taken over from outside; then nothing more may be done or written.
/// </summary>
internal sealed class RunLease : IAsyncDisposable
{
    /// <summary>A cancel from another process must stop the browser within a second.</summary>
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(500);

    private readonly IRunJournal _journal;
    private readonly CancellationTokenSource _held;
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _work;
    private readonly Task _watch;

    private RunLease(RunClaim claim, IRunJournal journal, TimeProvider time, TimeSpan left, CancellationToken worker)
    {
        Claim = claim;
        _journal = journal;
        _held = CancellationTokenSource.CreateLinkedTokenSource(worker);
        _clock = new CancellationTokenSource(left, time);
        _work = CancellationTokenSource.CreateLinkedTokenSource(_held.Token, _clock.Token);
        _watch = WatchAsync(time);
    }

    /// <summary>What is held.</summary>
    public RunClaim Claim { get; }

    /// <summary>Ends when the hold is lost.</summary>
    public CancellationToken Held => _held.Token;

    /// <summary>Ends when the hold is lost or the run's time is up: what the work itself goes by.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Whether the hold is lost.</summary>
    public bool IsLost => _held.IsCancellationRequested;

    /// <summary>Whether the run's time is up while it is still held.</summary>
    public bool IsOverdue => _clock.IsCancellationRequested && !IsLost;

    /// <summary>Takes hold, with so much time left for the run.</summary>
    public static RunLease Take(RunClaim claim, IRunJournal journal, TimeProvider time, TimeSpan left, CancellationToken worker) =>
        new(claim, journal, time, left > TimeSpan.Zero ? left : TimeSpan.Zero, worker);

    /// <summary>Goes on only if the write counted; else the hold is lost.</summary>
    /// <exception cref="OperationCanceledException">The write was refused.</exception>
    public async Task KeepAsync(Task<bool> write)
    {
        if (!await write)
        {
            await _held.CancelAsync();
            _held.Token.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _held.CancelAsync();
        await _watch;
        _work.Dispose();
        _clock.Dispose();
        _held.Dispose();
    }

    private async Task WatchAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(WatchPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_held.Token))
            {
                if (!await IsStillHeldAsync())
                {
                    await _held.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (IsLost)
        {
            // The work is over, one way or the other.
        }
    }

    private async Task<bool> IsStillHeldAsync()
    {
        try
        {
            return await _journal.IsHeldAsync(Claim, _held.Token);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException or TimeoutException)
        {
            // A database that does not answer for a moment takes no run away: the next write of the run itself will tell.
            return true;
        }
    }
}
