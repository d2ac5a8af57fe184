using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Knows the tabs and which one is current: a tab that opens becomes current by itself, a closed one falls back to the one before.</summary>
internal sealed class PageTracker(IRunningBrowser browser, ActivitySignals signals, SessionNotes notes, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    private readonly TabAttachment _attachment = new(browser, signals, time);
    private readonly Lock _lock = new();

    // In order of opening, and in order of having been current (the last one is).
    private readonly List<Tab> _tabs = [];
    private readonly List<Tab> _order = [];
    private readonly HashSet<string> _reopened = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _last;
    private volatile bool _opening;

    /// <summary>Address of the current tab.</summary>
    public string Url => Current?.Page.Url ?? "about:blank";

    /// <summary>The current tab; null when the last one has closed.</summary>
    public Tab? Current
    {
        get
        {
            lock (_lock)
            {
                return _order.LastOrDefault();
            }
        }
    }

    /// <summary>Ends when another tab may have become the current one.</summary>
    public Task CurrentChanged
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>All tabs, in order of opening.</summary>
    public IReadOnlyList<Tab> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _tabs];
            }
        }
    }

    /// <summary>Takes the tabs that are there and follows those to come.</summary>
    public void Start()
    {
        browser.PageOpened += page => Add(page, byItself: !_opening);
        foreach (var page in browser.Pages)
        {
            Add(page, byItself: false);
        }
    }

    /// <summary>The tab to work in: the current one, another when it is gone, a new one when there is no other.</summary>
    public async Task<SessionPage> CurrentAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var tab = Current ?? await OpenAsync(cancellationToken);
            if (tab.Crashed)
            {
                await ReopenAsync(tab, cancellationToken);
                continue;
            }

            try
            {
                return await tab.Ready.WaitAsync(Deadline, time, cancellationToken);
            }
            catch (Exception e) when (e is TimeoutException or PlaywrightException && browser.IsAlive)
            {
                Abandon(tab, "did not answer and was closed");
            }
        }
    }

    /// <summary>Opens a blank tab, which is the current one then.</summary>
    public async Task<Tab> OpenAsync(CancellationToken cancellationToken)
    {
        _opening = true;
        try
        {
            var page = await browser.OpenPageAsync().WaitAsync(Deadline, time, cancellationToken);
            return Add(page, byItself: false);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            throw new BrowserLostException("The browser opens no more tabs.", e);
        }
        finally
        {
            _opening = false;
        }
    }

    /// <summary>Makes a tab the current one; false when there is none of this name.</summary>
    public async Task<bool> SwitchAsync(string id, CancellationToken cancellationToken)
    {
        if (All.FirstOrDefault(known => known.Id == id) is not { } tab)
        {
            return false;
        }

        MakeCurrent(tab);
        var page = await CurrentAsync(cancellationToken);
        await page.CallAsync(target => target.BringToFrontAsync(), Deadline, cancellationToken);
        return true;
    }

    /// <summary>Closes a tab without asking its page; a page that does not let itself be closed is no longer known all the same.</summary>
    public async Task CloseAsync(Tab tab)
    {
        Remove(tab);
        try
        {
            await tab.Page.CloseAsync().WaitAsync(Deadline, time);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // Gone already, or frozen: it ends with the browser.
        }
    }

    /// <summary>Notes what became of a tab that a call has failed on: a crashed one is opened anew by the next call, others are given up.</summary>
    public void Leave(SessionPage page, Exception cause)
    {
        if (All.FirstOrDefault(known => known.Id == page.Id) is not { } tab)
        {
            return;
        }

        if (cause is PageLostException { IsCrash: true })
        {
            tab.Crashed = true;
        }
        else if (!tab.Crashed)
        {
            Abandon(tab, cause is PageLostException ? "was closed" : "did not answer and was closed");
        }
    }

    private void Abandon(Tab tab, string why)
    {
        notes.Add($"tab {tab.Id} {why}");
        _ = CloseAsync(tab);
    }

    /// <summary>Opens the address of a crashed tab in a new one, once: what crashes again stays blank.</summary>
    private async Task ReopenAsync(Tab crashed, CancellationToken cancellationToken)
    {
        var address = crashed.Page.Url;
        var reopened = await OpenAsync(cancellationToken);
        var again = _reopened.Add(address);
        Abandon(crashed, $"crashed; {(again ? "its address was opened again" : "it had crashed before, so nothing was opened")} in {reopened.Id}");
        if (again)
        {
            Task opened = reopened.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit }).WaitAsync(Deadline, time, cancellationToken);
            await opened.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Tab Add(IPage page, bool byItself)
    {
        Tab tab;
        lock (_lock)
        {
            if (_tabs.FirstOrDefault(known => ReferenceEquals(known.Page, page)) is { } known)
            {
                return known;
            }

            var id = $"t{++_last}";
            tab = new Tab(id, page) { Ready = _attachment.AttachAsync(id, page, () => ReferenceEquals(Current?.Page, page)) };
            _tabs.Add(tab);
            _order.Add(tab);
            TellChange();
        }

        page.Close += (_, _) => Remove(tab);
        page.Crash += (_, _) => tab.Crashed = true;
        if (byItself)
        {
            signals.PopupOpened(tab.Id);
        }

        return tab;
    }

    private void MakeCurrent(Tab tab)
    {
        lock (_lock)
        {
            if (_order.Remove(tab))
            {
                _order.Add(tab);
                TellChange();
            }
        }
    }

    private void Remove(Tab tab)
    {
        lock (_lock)
        {
            _tabs.Remove(tab);
            _order.Remove(tab);
            TellChange();
        }
    }

    private void TellChange()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
