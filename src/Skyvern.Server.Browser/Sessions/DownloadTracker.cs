using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Keeps every file that any tab of the context downloads; files vanish with the context, so each is moved away as soon as it is whole.</summary>
internal sealed class DownloadTracker
{
    private readonly string _folder;
    private readonly ActivitySignals _signals;
    private readonly SessionNotes _notes;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<(int Use, Task<BrowserDownload> File)> _downloads = [];
    private int _last;
    private int _use;
    private bool _isIdle;

    /// <summary>Keeps the downloads of a browser from now on.</summary>
    public DownloadTracker(IRunningBrowser browser, string folder, ActivitySignals signals, SessionNotes notes, TimeProvider time)
    {
        (_folder, _signals, _notes, _time) = (folder, signals, notes, time);
        browser.Context.Download += (_, download) =>
        {
            if (browser.Owns(download.Page))
            {
                OnDownload(download);
            }
        };
    }

    /// <summary>A run begins: what was begun before is not its own.</summary>
    public void BeginUse()
    {
        lock (_lock)
        {
            _use++;
            _isIdle = false;
        }
    }

    /// <summary>The run has ended: what is still open is whoever's asks.</summary>
    public void EndUse()
    {
        lock (_lock)
        {
            _isIdle = true;
        }
    }

    /// <summary>Waits for open downloads up to the patience, then takes all that have ended.</summary>
    public async Task<IReadOnlyList<BrowserDownload>> TakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task[] open;
        lock (_lock)
        {
            open = [.. Mine()];
        }

        try
        {
            await Task.WhenAll(open).WaitAsync(patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What is still open can be taken by a later call.
        }

        List<Task<BrowserDownload>> ended;
        lock (_lock)
        {
            ended = [.. Mine().Where(download => download.IsCompleted)];
            _downloads.RemoveAll(download => ended.Contains(download.File));
        }

        return await Task.WhenAll(ended);
    }

    private IEnumerable<Task<BrowserDownload>> Mine() =>
        _downloads.Where(download => _isIdle || download.Use == _use).Select(download => download.File);

    private void OnDownload(IDownload download)
    {
        var name = FileNames.Safe(download.SuggestedFilename);
        _signals.DownloadStarted(name);
        lock (_lock)
        {
            _downloads.Add((_use, KeepAsync(download, name, $"{++_last}", _use)));
        }
    }

    private async Task<BrowserDownload> KeepAsync(IDownload download, string name, string number, int use)
    {
        // A folder for each, so that two files of one name do not meet.
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, number)).FullName, name);
        var failure = await TryKeepAsync(download, path);
        if (use != Volatile.Read(ref _use))
        {
            // The run that began it has ended: the next one is not told.
            return new BrowserDownload(name, path, download.Url, failure);
        }

        _notes.Add(failure is null ? $"download done: {name} ({new FileInfo(path).Length} bytes)" : $"download failed: {name}: {failure}");
        return new BrowserDownload(name, path, download.Url, failure);
    }

    private static async Task<string?> TryKeepAsync(IDownload download, string path)
    {
        try
        {
            if (await download.FailureAsync() is { } failure)
            {
                return PlainLine.Of(failure);
            }

            File.Move(await download.PathAsync(), path);
            return new FileInfo(path).Length == 0 ? "The file is empty." : null;
        }
        catch (Exception e) when (e is PlaywrightException or IOException or UnauthorizedAccessException)
        {
            return PlainLine.Of(e.Message.Split('\n')[0]);
        }
    }
}
