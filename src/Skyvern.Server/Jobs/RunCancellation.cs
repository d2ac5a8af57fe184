using System.Collections.Concurrent;

namespace Skyvern.Server.Jobs;

/// <summary>Knows how to stop each run that this process works on.</summary>
internal sealed class RunCancellation
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    /// <summary>How many runs this process works on.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// Registers a run until the entry is disposed; its token also ends with the worker's. Should this process work on the run already, it
    /// lets go of it: the job engine has given the run out anew.
    /// </summary>
    public Entry Enter(string runId, CancellationToken worker)
    {
        Cancel(runId);
        var entry = new Entry(this, runId, worker);
        _entries[runId] = entry;
        return entry;
    }

    /// <summary>Stops a run, if it is here.</summary>
    public void Cancel(string runId)
    {
        if (_entries.TryGetValue(runId, out var entry))
        {
            entry.Cancel();
        }
    }

    /// <summary>A run that is being worked on.</summary>
    internal sealed class Entry(RunCancellation owner, string runId, CancellationToken worker) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(worker);
        private bool _isDisposed;

        public CancellationToken Token => _source.Token;

        public void Cancel()
        {
            lock (_lock)
            {
                if (!_isDisposed)
                {
                    // Callbacks run elsewhere: who cancels is answered at once.
                    _ = _source.CancelAsync();
                }
            }
        }

        public void Dispose()
        {
            owner._entries.TryRemove(KeyValuePair.Create(runId, this));
            lock (_lock)
            {
                _isDisposed = true;
                _source.Dispose();
            }
        }
    }
}
