using System.Collections.Concurrent;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Testing;

/// <summary>A browser session that shows what a test gives it and remembers what was done.</summary>
public sealed class FakeBrowserSession : IBrowserSession
{
    private readonly ConcurrentQueue<BrowserDownload> _downloads = [];

    /// <summary>What the page shows now.</summary>
    public Observation Page { get; set; } = FakePage.Text("about:blank");

    /// <summary>What an action does; may change <see cref="Page"/>. Null: everything succeeds, addresses lead to a page of their own unless the test set one.</summary>
    public Func<FakeBrowserSession, BrowserAction, ActionResult?>? OnPerform { get; set; }

    /// <summary>Awaited before an action is done: actions that take their time.</summary>
    public Func<BrowserAction, CancellationToken, Task>? Delays { get; set; }

    /// <summary>Called before each observation; may change <see cref="Page"/> or throw.</summary>
    public Action<FakeBrowserSession>? OnObserve { get; set; }

    /// <summary>What was done, in order.</summary>
    public ConcurrentQueue<BrowserAction> Performed { get; } = [];

    /// <summary>What reading the page gives; null: an empty page.</summary>
    public PageContent? Content { get; set; }

    /// <summary>The picture; null: none can be had.</summary>
    public byte[]? Picture { get; set; } = [0xFF, 0xD8, 0xFF, 0xD9];

    /// <summary>What saving cookies and stored data gives.</summary>
    public string? State { get; set; }

    /// <summary>Awaited before they are given.</summary>
    public Task Saving { get; set; } = Task.CompletedTask;

    /// <summary>Thrown by every call while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>How many further screens each tall picture was asked for with.</summary>
    public ConcurrentQueue<int> TallPictures { get; } = [];

    /// <summary>What people see and do.</summary>
    public FakeLiveBrowser Screen { get; } = new();

    public ILiveBrowser Live => Screen;

    /// <summary>The headers of the run that uses it; null: none does, or it brought none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; private set; }

    /// <summary>Whether its process runs.</summary>
    public bool IsAlive { get => field && !IsDisposed; set; } = true;

    /// <summary>Whether the browser was closed.</summary>
    public bool IsDisposed { get; private set; }

    public string Url => Page.Url;

    public string FilesFolder { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public string ConsoleLog { get; set; } = "";

    public Uri? DevTools { get; set; }

    public Task BeginUseAsync(IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        Headers = headers;
        ConsoleLog = "";
        return Task.CompletedTask;
    }

    public Task EndUseAsync(CancellationToken cancellationToken)
    {
        Headers = null;
        return Task.CompletedTask;
    }

    /// <summary>Lets a download end.</summary>
    public void EndDownload(BrowserDownload download) => _downloads.Enqueue(download);

    public Task<Observation> ObserveAsync(CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        OnObserve?.Invoke(this);
        return Task.FromResult(Page);
    }

    public async Task<ActionResult> PerformAsync(BrowserAction action, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        await (Delays?.Invoke(action, cancellationToken) ?? Task.CompletedTask);
        Performed.Enqueue(action);
        var before = Page;
        return OnPerform?.Invoke(this, action) ?? Succeed(action, before);
    }

    public Task<PageContent> ReadContentAsync(CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        return Task.FromResult(Content ?? new PageContent { Url = Url, Title = Page.Title, Markdown = "" });
    }

    public Task<byte[]?> ScreenshotAsync(CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        return Task.FromResult(Picture);
    }

    public Task<byte[]?> TallScreenshotAsync(int furtherScreens, CancellationToken cancellationToken)
    {
        TallPictures.Enqueue(furtherScreens);
        return ScreenshotAsync(cancellationToken);
    }

    public Task<IReadOnlyList<BrowserDownload>> TakeDownloadsAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        var ended = new List<BrowserDownload>();
        while (_downloads.TryDequeue(out var download))
        {
            ended.Add(download);
        }

        return Task.FromResult<IReadOnlyList<BrowserDownload>>(ended);
    }

    public async Task<string?> SaveStateAsync(CancellationToken cancellationToken)
    {
        await Saving.WaitAsync(cancellationToken);
        Check(cancellationToken);
        return State;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        Screen.Close();
        return ValueTask.CompletedTask;
    }

    private ActionResult Succeed(BrowserAction action, Observation before)
    {
        if (action is not GoToAction goTo)
        {
            return new ActionResult(ActionCode.Ok);
        }

        Page = ReferenceEquals(Page, before) ? FakePage.Text(goTo.Url, $"# Page at {goTo.Url}") : Page;
        return new ActionResult(ActionCode.Navigated);
    }

    private void Check(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (Fault is { } fault)
        {
            throw fault;
        }
    }
}
