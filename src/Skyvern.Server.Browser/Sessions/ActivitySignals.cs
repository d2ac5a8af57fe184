namespace Skyvern.Server.Browser.Sessions;

/// <summary>Collects what an action sets off. The session calls <see cref="Begin"/> before it and <see cref="Collect"/> after the page has settled.</summary>
/// <param name="notes">Where what the next observation shall tell goes, too; null: nowhere.</param>
internal sealed class ActivitySignals(SessionNotes? notes = null)
{
    private const string Chooser = "a file chooser opened and was dismissed; use upload";

    private readonly Lock _lock = new();
    private readonly List<string> _dialogs = [];
    private readonly List<string> _downloads = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _download = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _navigated;
    private string? _popup;
    private bool _expectsTab;
    private bool _expectsDownload;
    private bool _chooser;

    /// <summary>Forgets what happened before.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _dialogs.Clear();
            _downloads.Clear();
            _navigated = false;
            _popup = null;
            _expectsTab = false;
            _expectsDownload = false;
            _chooser = false;
            _download = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends when a download starts.</summary>
    public Task Download
    {
        get
        {
            lock (_lock)
            {
                return _download.Task;
            }
        }
    }

    /// <summary>What happened since <see cref="Begin"/>; may be asked more than once.</summary>
    public PageActivity Collect()
    {
        lock (_lock)
        {
            return new PageActivity(_navigated, _popup, [.. _dialogs], [.. _downloads]) { FileChooser = _chooser ? Chooser : null };
        }
    }

    /// <summary>Waits for the tabs and downloads that pages have asked for: the browser announces them a moment later.</summary>
    public async Task WaitForExpectedAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (Missing() is { } news && patience - time.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            try
            {
                await news.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // What was asked for was blocked, or failed before it began: nobody waits for it again.
                lock (_lock)
                {
                    _expectsTab = _expectsDownload = false;
                }

                return;
            }
        }
    }

    /// <summary>A page asked for a tab.</summary>
    public void TabExpected()
    {
        lock (_lock)
        {
            _expectsTab = true;
        }
    }

    /// <summary>A page asked for a download.</summary>
    public void DownloadExpected()
    {
        lock (_lock)
        {
            _expectsDownload = true;
        }
    }

    /// <summary>The current tab has another document.</summary>
    public void Navigated()
    {
        lock (_lock)
        {
            _navigated = true;
        }
    }

    /// <summary>A tab opened by itself.</summary>
    public void PopupOpened(string tabId)
    {
        lock (_lock)
        {
            _popup = tabId;
            _expectsTab = false;
            Announce();
        }
    }

    /// <summary>A dialog was answered.</summary>
    public void DialogAnswered(string words)
    {
        lock (_lock)
        {
            _dialogs.Add(words);
        }
    }

    /// <summary>A file chooser opened that no upload waited for.</summary>
    public void FileChooserOpened()
    {
        lock (_lock)
        {
            _chooser = true;
        }

        notes?.Add(Chooser);
    }

    /// <summary>A download started.</summary>
    public void DownloadStarted(string fileName)
    {
        lock (_lock)
        {
            _downloads.Add(fileName);
            _download.TrySetResult();
            _expectsDownload = false;
            Announce();
        }
    }

    private Task? Missing()
    {
        lock (_lock)
        {
            return _expectsTab || _expectsDownload ? _news.Task : null;
        }
    }

    private void Announce()
    {
        _news.SetResult();
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
