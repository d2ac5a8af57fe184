using Skyvern.Server.Core.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Live;

public sealed class ControlLeaseTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ControlLease _lease;
    private readonly List<ControlChange> _changes = [];

    public ControlLeaseTests()
    {
        _lease = new ControlLease(TimeSpan.FromSeconds(60), _time);
        _lease.Follow(news => _changes.Add((ControlChange)news));
    }

    [Fact]
    public async Task WaitUntilFree_NobodyHasControl_GoesOnAtOnce()
    {
        await _lease.WaitUntilFreeAsync(CancellationToken.None);

        Assert.Equal((null, 0), (_lease.Holder, _lease.Turns));
    }

    [Fact]
    public async Task WaitUntilFree_SomebodyHasControl_WaitsUntilItIsGivenBack()
    {
        var hold = _lease.Take("ann");
        var waiting = _lease.WaitUntilFreeAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        Assert.Equal("ann", _lease.Holder);

        hold.Dispose();

        await waiting.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((null, 1, ControlEnd.Ceded), (_lease.Holder, _lease.Turns, await hold.Ended));
    }

    [Fact]
    public async Task WaitUntilFree_RunIsCanceled_StopsWaiting()
    {
        using var hold = _lease.Take("ann");
        using var run = new CancellationTokenSource();
        var waiting = _lease.WaitUntilFreeAsync(run.Token);

        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Take_AnotherHasControl_TakesItOver()
    {
        var first = _lease.Take("ann");
        var waiting = _lease.WaitUntilFreeAsync(CancellationToken.None);
        using var second = _lease.Take("bob");

        first.Dispose();

        Assert.Equal((false, true, "bob"), (first.IsHeld, second.IsHeld, _lease.Holder));
        Assert.Equal(ControlEnd.TakenOver, await first.Ended);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(
            [("ann", null), ("ann", ControlEnd.TakenOver), ("bob", null)],
            _changes.Select(change => (change.ClientId, change.End)));
    }

    [Fact]
    public async Task Hold_NothingIsDoneForTooLong_GoesBackToTheRun()
    {
        var hold = _lease.Take("ann");
        _time.Advance(TimeSpan.FromSeconds(59));
        hold.Touch();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(hold.IsHeld);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ControlEnd.Forgotten, await hold.Ended);
        Assert.Null(_lease.Holder);
        Assert.Equal(TimeSpan.FromSeconds(119), _changes[1].At - _changes[0].At);
    }

    [Fact]
    public void Follow_Disposed_HearsNoMore()
    {
        var heard = 0;
        _lease.Follow(_ => heard++).Dispose();

        _lease.Take("ann").Dispose();

        Assert.Equal((0, 2), (heard, _changes.Count));
    }
}
