using System.Collections.Concurrent;

namespace Skyvern.Server.Core.Organizations;

/// <summary>
/// Remembers valid keys for a few seconds, so that a client that polls costs one look-up now and then. A key revoked by another
/// process counts until its entry has aged out; one revoked here stops at once.
/// </summary>
public sealed class KeyCache(TimeProvider time)
{
    private const int MostEntries = 1_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (ApiKey Key, DateTimeOffset Until)> _entries = new();
    private readonly Lock _lock = new();

    /// <summary>How often all was forgotten.</summary>
    public int Turn { get; private set; }

    /// <summary>The key behind a hash or an id, if it was seen a moment ago.</summary>
    public ApiKey? Find(string name) => _entries.TryGetValue(name, out var entry) && entry.Until > time.GetUtcNow() ? entry.Key : null;

    /// <summary>Remembers a valid key by its hash or its id.</summary>
    /// <param name="name">The hash or the id.</param>
    /// <param name="key">The key.</param>
    /// <param name="turn">The turn in which it began to be looked up: it may have been revoked since, when that is over.</param>
    public void Add(string name, ApiKey key, int turn)
    {
        lock (_lock)
        {
            if (turn != Turn)
            {
                return;
            }

            if (_entries.Count >= MostEntries)
            {
                _entries.Clear();
            }

            _entries[name] = (key, time.GetUtcNow() + Lifetime);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Turn++;
            _entries.Clear();
        }
    }
}
