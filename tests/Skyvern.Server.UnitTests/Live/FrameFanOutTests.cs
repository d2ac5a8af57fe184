using Skyvern.Server.Core.Live;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Live;

public sealed class FrameFanOutTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private readonly ManualTimeProvider _time = new();
    private readonly FrameFanOut _frames;
    private volatile Action<LiveFrame>? _publish;
    private volatile TaskCompletionSource? _source;
    private int _starts;

    public FrameFanOutTests()
    {
        _frames = new FrameFanOut(SourceAsync, Gap, _time);
    }

    [Fact]
    public async Task Watch_SeveralViewers_ShareOneSourceThatStopsAfterTheLast()
    {
        var first = Open();
        var firstFrame = first.MoveNextAsync().AsTask();
        await PublishAsync(1);
        await firstFrame;
        var second = Open();

        // Whoever comes later gets the newest frame at once.
        Assert.True(await second.MoveNextAsync());

        Assert.Equal((1, 1, 1), (first.Current.Jpeg.Span[0], second.Current.Jpeg.Span[0], _starts));
        await first.DisposeAsync();
        Assert.False(_source!.Task.IsCompleted);
        await second.DisposeAsync();
        await Eventually.TrueAsync(() => _source.Task.IsCompleted);
    }

    [Fact]
    public async Task Watch_SlowViewer_GetsTheNewestAndHoldsNobodyUp()
    {
        var slow = Open();
        var next = slow.MoveNextAsync().AsTask();
        await PublishAsync(1);
        await next;

        for (byte frame = 2; frame <= 50; frame++)
        {
            await PublishAsync(frame);
        }

        await _time.RunAsync(next = slow.MoveNextAsync().AsTask());
        Assert.Equal(50, slow.Current.Jpeg.Span[0]);
        await slow.DisposeAsync();
    }

    [Fact]
    public async Task Watch_FastSource_GivesNoMoreThanThePaceAndTheLastOne()
    {
        var viewer = Open();
        var next = viewer.MoveNextAsync().AsTask();
        await PublishAsync(1);
        await next;
        next = viewer.MoveNextAsync().AsTask();
        await PublishAsync(2);
        await PublishAsync(3);
        Assert.False(next.IsCompleted);

        _time.Advance(Gap);

        await next.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(3, viewer.Current.Jpeg.Span[0]);
        await viewer.DisposeAsync();
    }

    [Fact]
    public async Task Pace_ViewersOfSeveralPaces_IsThatOfTheMostEager()
    {
        await using var patient = _frames.WatchAsync(() => Gap * 5, CancellationToken.None).GetAsyncEnumerator();
        var waiting = patient.MoveNextAsync();
        Assert.Equal(Gap * 5, _frames.Pace);

        await using (var eager = Open())
        {
            var next = eager.MoveNextAsync();
            Assert.Equal(Gap, _frames.Pace);
            await PublishAsync(1);
            await next;
        }

        Assert.Equal(Gap * 5, _frames.Pace);
        await waiting;
    }

    [Fact]
    public async Task Watch_SourceEnds_EndsForAll()
    {
        var viewer = Open();
        var next = viewer.MoveNextAsync().AsTask();
        await Eventually.TrueAsync(() => _source is not null);

        _source!.TrySetResult();

        Assert.False(await next.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Watch_AgainAfterAll_StartsTheSourceAnewWithoutOldFrames()
    {
        var first = Open();
        var next = first.MoveNextAsync().AsTask();
        await PublishAsync(1);
        await next;
        var late = _publish!;
        await first.DisposeAsync();
        await Eventually.TrueAsync(() => _source!.Task.IsCompleted);
        _publish = null;

        var second = Open();
        next = second.MoveNextAsync().AsTask();
        await Eventually.TrueAsync(() => _publish is not null);
        late(FakeLiveBrowser.Frame(1));
        await PublishAsync(2);

        await next;
        Assert.Equal((2, 2), (second.Current.Jpeg.Span[0], _starts));
        await second.DisposeAsync();
    }

    private IAsyncEnumerator<LiveFrame> Open() => _frames.WatchAsync(pace: null, CancellationToken.None).GetAsyncEnumerator();

    private async Task PublishAsync(byte frame)
    {
        await Eventually.TrueAsync(() => _publish is not null);
        _publish!(FakeLiveBrowser.Frame(frame));
    }

    private async Task SourceAsync(Action<LiveFrame> publish, CancellationToken cancellationToken)
    {
        _starts++;
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stop = cancellationToken.Register(() => end.TrySetResult());
        (_source, _publish) = (end, publish);
        await end.Task;
    }
}
