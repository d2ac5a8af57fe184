using System.Threading.Channels;

namespace Skyvern.Server.Core.Runs;

/// <summary>What one onlooker is told; words that come faster than they are taken are taken together.</summary>
public sealed class RunNewsFeed : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TimeProvider _time;
    private readonly Action<RunNewsFeed> _leave;
    private HashSet<string> _runs = [];
    private bool _mayBeAny;

    internal RunNewsFeed(TimeProvider time, Action<RunNewsFeed> leave) => (_time, _leave) = (time, leave);

    /// <summary>The runs that were written about since it was asked last, none if any may have been; null when nothing came in time.</summary>
    public async Task<IReadOnlyCollection<string>?> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await _signal.Reader.WaitToReadAsync(cancellationToken).AsTask().WaitAsync(patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }

        lock (_lock)
        {
            _signal.Reader.TryRead(out _);
            (var runs, var mayBeAny, _runs, _mayBeAny) = (_runs, _mayBeAny, [], false);
            return mayBeAny ? [] : runs;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _leave(this);

    internal void Tell(string? runId)
    {
        lock (_lock)
        {
            if (runId is null)
            {
                _mayBeAny = true;
            }
            else
            {
                _runs.Add(runId);
            }

            _signal.Writer.TryWrite(true);
        }
    }
}
