namespace Skyvern.Server.Core.Live;

/// <summary>The browsers of this process that can be watched now, by organization and the id of their run, session or workflow run.</summary>
public sealed class LiveBrowsers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Organization, string Id), ShownBrowser> _shown = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many there are; one that is shown under several ids counts once.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _shown.Values.Select(shown => shown.Browser).Distinct().Count();
            }
        }
    }

    /// <summary>Shows a browser until disposed; one that is shown under the same id is shown no more.</summary>
    /// <param name="organizationId">Whose it is.</param>
    /// <param name="id">A run's, session's or workflow run's id.</param>
    /// <param name="browser">The browser.</param>
    /// <param name="control">Who has its mouse and keyboard; shared by all ids of one browser.</param>
    public IDisposable Show(string organizationId, string id, ILiveBrowser browser, ControlLease control)
    {
        var gone = new CancellationTokenSource();
        var shown = new ShownBrowser(browser, control, gone.Token);
        var key = (organizationId, id);
        lock (_lock)
        {
            _shown[key] = shown;
            _news.TrySetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Undo(() =>
        {
            lock (_lock)
            {
                if (_shown.TryGetValue(key, out var now) && ReferenceEquals(now, shown))
                {
                    _shown.Remove(key);
                }
            }

            // Viewers go on elsewhere: whoever closes a browser does not wait for them.
            _ = gone.CancelAsync();
        });
    }

    /// <summary>The browser shown under an id; null: none is.</summary>
    public ShownBrowser? Find(string organizationId, string id)
    {
        lock (_lock)
        {
            return _shown.GetValueOrDefault((organizationId, id));
        }
    }

    /// <summary>Waits until a browser is shown under an id.</summary>
    public async Task<ShownBrowser> WaitAsync(string organizationId, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                if (_shown.GetValueOrDefault((organizationId, id)) is { } shown)
                {
                    return shown;
                }

                news = _news.Task;
            }

            await news.WaitAsync(cancellationToken);
        }
    }
}

/// <summary>A browser that can be watched.</summary>
/// <param name="Browser">The browser.</param>
/// <param name="Control">Who has its mouse and keyboard.</param>
/// <param name="Gone">Cancelled when it is not shown any more.</param>
public sealed record ShownBrowser(ILiveBrowser Browser, ControlLease Control, CancellationToken Gone);
