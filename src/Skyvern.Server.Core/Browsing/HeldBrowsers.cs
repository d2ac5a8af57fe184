using System.Collections.Concurrent;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Browsers of this process that stay open over several runs: those of browser sessions and of workflow runs, by their id.</summary>
public sealed class HeldBrowsers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, HeldBrowser> _browsers = new(StringComparer.Ordinal);

    /// <summary>Keeps a browser until it is released.</summary>
    /// <param name="id">The session or workflow run it is held for.</param>
    /// <param name="browser">The browser.</param>
    /// <param name="onUse">Told which run takes it into use, before that run begins, and null when the run has given it back.</param>
    /// <exception cref="ArgumentException">One is held under this id already.</exception>
    public HeldBrowser Hold(string id, IBrowserSession browser, Func<string?, Task>? onUse = null)
    {
        var held = new HeldBrowser(id, browser, onUse);
        return _browsers.TryAdd(id, held) ? held : throw new ArgumentException($"A browser is held as {id} already.", nameof(id));
    }

    /// <summary>The browser held under an id; null when there is none here.</summary>
    public HeldBrowser? Find(string id) => _browsers.GetValueOrDefault(id);

    /// <summary>Closes the browser held under an id; nothing happens when there is none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="reason">A sentence for the run that works in it just now.</param>
    public ValueTask ReleaseAsync(string id, string? reason = null) =>
        _browsers.TryRemove(id, out var held) ? held.EndAsync(reason ?? $"The browser of {id} was closed.") : ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var id in _browsers.Keys)
        {
            await ReleaseAsync(id);
        }
    }
}
