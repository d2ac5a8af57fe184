using Microsoft.Playwright;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Waits for what an action set off: a tab or file that is announced late, and the rest of the page that is current then.</summary>
internal sealed class Aftermath(PageTracker tabs, ActivitySignals signals, TimeProvider time)
{
    /// <summary>For what a page has asked for.</summary>
    private static readonly TimeSpan AnnouncedPatience = TimeSpan.FromSeconds(5);

    /// <summary>For the address of a tab that is blank still; some stay so.</summary>
    private static readonly TimeSpan BlankPatience = TimeSpan.FromSeconds(3);

    /// <summary>For files that a script makes: nothing tells of them beforehand. What comes later still is a note of the next observation.</summary>
    private static readonly TimeSpan UnannouncedPatience = TimeSpan.FromMilliseconds(120);

    /// <summary>For a page that a download only seemed to leave: it stays as it is.</summary>
    private static readonly TimeSpan StayingPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until the tab that is current now has come to rest.</summary>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> WaitAsync(SessionPage before, BrowserAction action, CancellationToken cancellationToken)
    {
        if (action is FindAction or ReadAction or WaitAction || (action is GoToAction or BackAction && signals.Download.IsCompleted))
        {
            return false;
        }

        await signals.WaitForExpectedAsync(AnnouncedPatience, time, cancellationToken);
        var current = await tabs.CurrentAsync(cancellationToken);
        var isNew = action is GoToAction or BackAction or TabAction || !ReferenceEquals(current, before);
        var changed = await TryRestAsync(current, isNew, cancellationToken);
        await WaitForFileAsync(action, cancellationToken);
        return await RestInLateTabAsync(current, cancellationToken) || isNew || changed;
    }

    /// <summary>A tab that opened while the page came to rest is the current one now.</summary>
    private async Task<bool> RestInLateTabAsync(SessionPage before, CancellationToken cancellationToken)
    {
        await signals.WaitForExpectedAsync(AnnouncedPatience, time, cancellationToken);
        var current = await tabs.CurrentAsync(cancellationToken);
        return !ReferenceEquals(current, before) && await TryRestAsync(current, isNew: true, cancellationToken);
    }

    private async Task<bool> TryRestAsync(SessionPage current, bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            if (isNew && signals.Collect().Popup == current.Id && Find(current.Id) is not { IsBlank: false })
            {
                await FirstDocumentAsync(current, cancellationToken);
            }

            return await RestAsync(current, isNew ? SettleKind.Navigation : SettleKind.Action, cancellationToken);
        }
        catch (PageLostException e)
        {
            // The action is done; what is left to say is that its tab has gone.
            tabs.Leave(current, e);
            return true;
        }
    }

    private async Task<bool> RestAsync(SessionPage page, SettleKind kind, CancellationToken cancellationToken)
    {
        var settling = Settle.WaitAsync(page, kind, cancellationToken);
        await Task.WhenAny(settling, signals.Download);
        try
        {
            return (settling.IsCompleted ? await settling : await settling.WaitAsync(StayingPatience, time, cancellationToken)).Changed;
        }
        catch (TimeoutException) when (!settling.IsCompleted)
        {
            return true;
        }
    }

    /// <summary>A tab that a page opened is blank at first; one that was opened for a file closes instead.</summary>
    private static async Task FirstDocumentAsync(SessionPage page, CancellationToken cancellationToken)
    {
        try
        {
            await page.CallAsync(
                target => target.WaitForURLAsync(
                    url => !Tab.IsBlankAddress(url),
                    new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = (float)BlankPatience.TotalMilliseconds }),
                BlankPatience * 2,
                cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            // It stays blank: the script writes into it, or it is there for a file.
        }
    }

    private async Task WaitForFileAsync(BrowserAction action, CancellationToken cancellationToken)
    {
        var activity = signals.Collect();
        if (activity.Downloads.Count > 0)
        {
            return;
        }

        // A tab that opened and is gone or blank was most likely opened for a file.
        var openedForFile = activity.Popup is { } popup && Find(popup) is not { IsBlank: false };
        if (openedForFile || (action is ClickAction && activity is { Navigated: false, Popup: null }))
        {
            signals.DownloadExpected();
            await signals.WaitForExpectedAsync(openedForFile ? BlankPatience : UnannouncedPatience, time, cancellationToken);
        }
    }

    private Tab? Find(string id) => tabs.All.FirstOrDefault(tab => tab.Id == id);
}
