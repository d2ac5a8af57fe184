using System.Collections.Concurrent;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Egress;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Browser.Settling;

namespace Skyvern.Server.Browser.Elsewhere;

/// <summary>Somebody's browser in the hands of one run: it works in one tab and those that this tab opens, and leaves all others alone. Disposing it disconnects.</summary>
internal sealed class ConnectedBrowser : IRunningBrowser
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>A tab that does not answer is none to begin with, but a busy one may be the one in front.</summary>
    private static readonly TimeSpan LookDeadline = TimeSpan.FromSeconds(8);

    private readonly IBrowser _browser;
    private readonly DebuggerRelay _relay;
    private readonly BrowserFolders _folders;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly ConcurrentDictionary<IPage, byte> _own = new();
    private IReadOnlyDictionary<string, string>? _headers;
    private int _disposed;

    private ConnectedBrowser(IBrowser browser, IBrowserContext context, DebuggerRelay relay, string folder, BrowserFolders folders, TimeProvider time)
    {
        (_browser, Context, _relay, Folder, _folders, _time) = (browser, context, relay, folder, folders, time);
        Lost = _lost.Token;
        browser.Disconnected += (_, _) => NoteLoss();
    }

    /// <inheritdoc />
    public event Action<IPage>? PageOpened;

    /// <inheritdoc />
    public IBrowserContext Context { get; }

    /// <inheritdoc />
    public EgressJournal Journal { get; } = new();

    /// <inheritdoc />
    public string Folder { get; }

    /// <inheritdoc />
    public CancellationToken Lost { get; }

    /// <inheritdoc />
    public bool IsAlive => _browser.IsConnected && !Lost.IsCancellationRequested;

    /// <inheritdoc />
    public Uri? DevTools => null;

    /// <inheritdoc />
    public bool IsElsewhere => true;

    /// <inheritdoc />
    public IReadOnlyList<IPage> Pages => [.. _own.Keys];

    /// <summary>Takes the tab that is in front, or opens one where there is none to work in.</summary>
    public static async Task<ConnectedBrowser> TakeAsync(
        IBrowser browser, DebuggerRelay relay, string folder, BrowserFolders folders, TimeProvider time, CancellationToken cancellationToken)
    {
        var context = browser.Contexts is [var first, ..] ? first : await browser.NewContextAsync().WaitAsync(Deadline, time, cancellationToken);
        var connected = new ConnectedBrowser(browser, context, relay, folder, folders, time);
        if (await FrontAsync(context, time, cancellationToken) is { } front)
        {
            await connected.TakeAsync(front).WaitAsync(Deadline, time, cancellationToken);
        }
        else
        {
            await connected.OpenPageAsync().WaitAsync(Deadline, time, cancellationToken);
        }

        return connected;
    }

    /// <inheritdoc />
    public bool Owns(IPage? page) => page is not null && _own.ContainsKey(page);

    /// <inheritdoc />
    public async Task<IPage> OpenPageAsync()
    {
        var page = await Context.NewPageAsync();
        await TakeAsync(page);
        return page;
    }

    /// <inheritdoc />
    public async Task SetHeadersAsync(IReadOnlyDictionary<string, string> headers)
    {
        // Of the context they would go along with the other tabs' requests too.
        _headers = headers;
        await Task.WhenAll(_own.Keys.Select(page => page.SetExtraHTTPHeadersAsync(headers)));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            // Of a browser that was connected to, closing means to disconnect.
            await _browser.CloseAsync().WaitAsync(Deadline, _time);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // The relay's end below disconnects in any case.
        }

        await _relay.DisposeAsync();
        await _folders.RemoveAsync(Folder, CancellationToken.None);
        _lost.Dispose();
    }

    private async Task TakeAsync(IPage page)
    {
        _own.TryAdd(page, 0);
        page.Popup += (_, popup) => Follow(popup);
        page.Close += (_, _) => _own.TryRemove(page, out byte _);
        await Settle.InstallAsync(page);
        if (_headers is { } headers)
        {
            await page.SetExtraHTTPHeadersAsync(headers);
        }
    }

    private void Follow(IPage popup)
    {
        // A tab that closes again at once needs none of it.
        _ = TakeAsync(popup).ContinueWith(taken => taken.Exception, TaskScheduler.Default);
        PageOpened?.Invoke(popup);
    }

    /// <summary>
    /// The tab that its user sees; of several that say so, as all do without a window, the one whose page was opened last. The order in which
    /// a browser names its tabs tells nothing. Pages of the browser itself are none to work in.
    /// </summary>
    private static async Task<IPage?> FrontAsync(IBrowserContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var pages = context.Pages.Where(page => page.Url is "about:blank" || page.Url.StartsWith("http", StringComparison.Ordinal)).ToList();
        var opened = await Task.WhenAll(pages.Select(page => OpenedAsync(page, time, cancellationToken)));
        return pages.Zip(opened).OrderByDescending(pair => pair.Second.IsVisible).ThenByDescending(pair => pair.Second.At).FirstOrDefault().First;
    }

    private static async Task<(bool IsVisible, double At)> OpenedAsync(IPage page, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var facts = await page.EvaluateAsync<double[]>("[document.visibilityState === 'visible' ? 1 : 0, performance.timeOrigin]")
                .WaitAsync(LookDeadline, time, cancellationToken);
            return (facts[0] > 0, facts[1]);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // One that does not answer is none to begin with.
            return (false, 0);
        }
    }

    private void NoteLoss()
    {
        try
        {
            _lost.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Told after all is cleared away, by the disconnect itself.
        }
    }
}
