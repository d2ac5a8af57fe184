using System.Collections.Concurrent;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Browsers of this process that stay open over several runs: those of browser sessions and of workflow runs, by their id.</summary>
public sealed class HeldBrowsers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, IBrowserSession> _browsers = new(StringComparer.Ordinal);

    /// <summary>Keeps a browser until it is released.</summary>
    /// <exception cref="ArgumentException">One is held under this id already.</exception>
    public void Hold(string id, IBrowserSession browser)
    {
        if (!_browsers.TryAdd(id, browser))
        {
            throw new ArgumentException($"A browser is held as {id} already.", nameof(id));
        }
    }

    /// <summary>The browser held under an id; null when there is none here.</summary>
    public IBrowserSession? Find(string id) => _browsers.GetValueOrDefault(id);

    /// <summary>Closes the browser held under an id; nothing happens when there is none.</summary>
    public ValueTask ReleaseAsync(string id) => _browsers.TryRemove(id, out var browser) ? browser.DisposeAsync() : ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var id in _browsers.Keys)
        {
            await ReleaseAsync(id);
        }
    }
}
