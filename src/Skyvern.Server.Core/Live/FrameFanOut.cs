using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Skyvern.Server.Core.Live;

/// <summary>
/// Gives the frames of one source to any number of viewers. The source runs only while somebody watches; each viewer has room for one
/// frame, the newest, and gets no more in a second than the pace allows, so that a busy page costs no more than a person can see.
/// </summary>
/// <param name="source">Publishes frames until it is told to stop, or returns when there will be no more.</param>
/// <param name="gap">Shortest time between two frames of a viewer.</param>
/// <param name="time">The clock of the pace.</param>
public sealed class FrameFanOut(Func<Action<LiveFrame>, CancellationToken, Task> source, TimeSpan gap, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Viewer> _viewers = [];
    private Turn? _turn;
    private Task _work = Task.CompletedTask;

    /// <summary>How far apart the source's frames may be: what the most eager viewer needs.</summary>
    public TimeSpan Pace
    {
        get
        {
            lock (_lock)
            {
                return _viewers.Select(viewer => viewer.Pace()).DefaultIfEmpty(gap).Min();
            }
        }
    }

    /// <summary>The newest frame at once if there is one, then those that follow; ends with the source.</summary>
    /// <param name="pace">How far apart they may be now; null: as the gap says.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<LiveFrame> WatchAsync(Func<TimeSpan>? pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var frames = Channel.CreateBounded<LiveFrame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var viewer = new Viewer(frames.Writer, pace ?? (() => gap));
        Join(viewer);
        try
        {
            while (await frames.Reader.WaitToReadAsync(cancellationToken))
            {
                while (frames.Reader.TryRead(out var frame))
                {
                    yield return frame;
                    await Task.Delay(gap, time, cancellationToken);
                }
            }
        }
        finally
        {
            Leave(viewer);
        }
    }

    private void Join(Viewer viewer)
    {
        lock (_lock)
        {
            _viewers.Add(viewer);
            if (_turn is { Newest: { } newest })
            {
                viewer.Frames.TryWrite(newest);
            }

            if (_turn is null)
            {
                // One after the other: a source that is still stopping would stop what the next one has just started.
                _turn = new Turn();
                _work = RunAsync(_turn, _work);
            }
        }
    }

    private void Leave(Viewer viewer)
    {
        Turn? over = null;
        lock (_lock)
        {
            _viewers.Remove(viewer);
            if (_viewers.Count == 0)
            {
                (over, _turn) = (_turn, null);
            }
        }

        over?.Stop.Cancel();
    }

    private async Task RunAsync(Turn turn, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Exception? fault = null;
        try
        {
            await source(frame => Publish(turn, frame), turn.Stop.Token);
        }
        catch (OperationCanceledException) when (turn.Stop.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
        catch (Exception e)
        {
            // Whoever watches is told: there is nobody else to tell.
            fault = e;
        }

        lock (_lock)
        {
            if (ReferenceEquals(_turn, turn))
            {
                _turn = null;
                _viewers.ForEach(viewer => viewer.Frames.TryComplete(fault));
                _viewers.Clear();
            }
        }
    }

    private void Publish(Turn turn, LiveFrame frame)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_turn, turn))
            {
                turn.Newest = frame;
                _viewers.ForEach(viewer => viewer.Frames.TryWrite(frame));
            }
        }
    }

    private sealed record Viewer(ChannelWriter<LiveFrame> Frames, Func<TimeSpan> Pace);

    /// <summary>The time in which somebody watches.</summary>
    private sealed class Turn
    {
        public CancellationTokenSource Stop { get; } = new();

        public LiveFrame? Newest { get; set; }
    }
}
