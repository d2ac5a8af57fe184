namespace Skyvern.Server.Browser.Sessions;

/// <summary>Collects what an action sets off. The session calls <see cref="Begin"/> before it and <see cref="Collect"/> after the page has settled.</summary>
internal sealed class ActivitySignals
{
    private readonly Lock _lock = new();
    private readonly List<string> _dialogs = [];
    private readonly List<string> _downloads = [];
    private bool _navigated;
    private string? _popup;

    /// <summary>Forgets what happened before.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _dialogs.Clear();
            _downloads.Clear();
            _navigated = false;
            _popup = null;
        }
    }

    /// <summary>What happened since <see cref="Begin"/>; may be asked more than once.</summary>
    public PageActivity Collect()
    {
        lock (_lock)
        {
            return new PageActivity(_navigated, _popup, [.. _dialogs], [.. _downloads]);
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

    /// <summary>A download started.</summary>
    public void DownloadStarted(string fileName)
    {
        lock (_lock)
        {
            _downloads.Add(fileName);
        }
    }
}
