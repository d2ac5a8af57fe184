using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Testing;

/// <summary>A browser to watch that shows what a test says and takes note of what people do.</summary>
public sealed class FakeLiveBrowser : ILiveBrowser
{
    private readonly Lock _lock = new();
    private readonly List<Channel<LiveFrame>> _viewers = [];
    private Func<TimeSpan>? _pace;
    private LiveFrame? _newest;
    private bool _isOver;

    /// <summary>What people did, in order.</summary>
    public ConcurrentQueue<LiveInput> Inputs { get; } = [];

    /// <summary>What comes of an input; null: it is done.</summary>
    public Func<LiveInput, Task<LiveOutcome>>? OnInput { get; set; }

    /// <summary>How many watch.</summary>
    public int Viewers
    {
        get
        {
            lock (_lock)
            {
                return _viewers.Count;
            }
        }
    }

    public LiveAudience Audience { get; } = new();

    /// <summary>How far apart the newest viewer's frames may be now; null: as the settings say.</summary>
    public TimeSpan? Pace => _pace?.Invoke();

    /// <summary>What it says of its tab.</summary>
    public LiveTab? Tab { get; set; }

    /// <summary>What the page has at any place.</summary>
    public Task<string?> Name { get; set; } = Task.FromResult<string?>(null);

    /// <summary>A frame with these bytes.</summary>
    public static LiveFrame Frame(params byte[] jpeg) => new(jpeg, 1152, 720, "https://shop.example/", DateTimeOffset.UnixEpoch);

    /// <summary>The page looks so now.</summary>
    public void Show(LiveFrame frame)
    {
        lock (_lock)
        {
            _newest = frame;
            _viewers.ForEach(viewer => viewer.Writer.TryWrite(frame));
        }
    }

    /// <summary>The browser closes.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isOver = true;
            _viewers.ForEach(viewer => viewer.Writer.TryComplete());
        }
    }

    public async IAsyncEnumerable<LiveFrame> WatchAsync(Func<TimeSpan>? pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var viewer = Channel.CreateBounded<LiveFrame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            if (_isOver)
            {
                viewer.Writer.TryComplete();
            }
            else if (_newest is { } newest)
            {
                viewer.Writer.TryWrite(newest);
            }

            _viewers.Add(viewer);
            _pace = pace;
        }

        try
        {
            await foreach (var frame in viewer.Reader.ReadAllAsync(cancellationToken))
            {
                yield return frame;
            }
        }
        finally
        {
            lock (_lock)
            {
                _viewers.Remove(viewer);
            }
        }
    }

    public Task<LiveTab?> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Tab);

    public Task<LiveTarget?> FindAsync(double x, double y, CancellationToken cancellationToken) => Task.FromResult<LiveTarget?>(new(Name));

    public async Task<LiveOutcome> InputAsync(LiveInput input, CancellationToken cancellationToken)
    {
        Inputs.Enqueue(input);
        return OnInput is { } answer ? await answer(input).WaitAsync(cancellationToken) : LiveOutcome.Done;
    }
}
