using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>
/// A tab of the run. Playwright calls that run script (evaluate, title, content) never return on a page in an endless loop, so each goes
/// through <see cref="CallAsync{T}(Func{IPage, Task{T}}, TimeSpan, CancellationToken)"/>: it ends at its deadline and frees the page through a CDP session that was attached beforehand.
/// </summary>
/// <param name="id">t1, t2 …</param>
/// <param name="page">The page.</param>
/// <param name="cdp">A CDP session of the page, attached when the tab was new.</param>
/// <param name="refs">Ref numbers of the whole run.</param>
/// <param name="frameKeys">Frame numbers of the whole run.</param>
/// <param name="signals">What the running action sets off.</param>
/// <param name="browserIsAlive">Whether the browser's process still runs.</param>
/// <param name="time">The clock of deadlines.</param>
internal sealed class SessionPage(
    string id,
    IPage page,
    ICDPSession cdp,
    RefCounters refs,
    FrameKeys frameKeys,
    ActivitySignals signals,
    Func<bool> browserIsAlive,
    TimeProvider time)
{
    /// <summary>t1, t2 …; never re-used within a run.</summary>
    public string Id => id;

    /// <summary>The page itself.</summary>
    public IPage Page => page;

    /// <summary>Its CDP session: works even while the page's script hangs.</summary>
    public ICDPSession Cdp => cdp;

    /// <summary>Ref numbers of the whole run.</summary>
    public RefCounters Refs => refs;

    /// <summary>Frame numbers of the whole run.</summary>
    public FrameKeys FrameKeys => frameKeys;

    /// <summary>What the running action has set off so far.</summary>
    public ActivitySignals Signals => signals;

    /// <summary>The tab's file choosers, caught before they open.</summary>
    public FileChoosers Choosers { get; } = new(page, signals);

    /// <summary>HTTP status of its document; null: not known.</summary>
    public int? Status { get; private set; }

    /// <summary>A document has come.</summary>
    public void Answered(IResponse response)
    {
        if (response.Request.IsNavigationRequest && IsOfMainFrame(response))
        {
            Status = response.Status;
        }
    }

    /// <summary>The title as last known; reading it anew could hang.</summary>
    public string Title { get; set; } = "";

    private bool IsOfMainFrame(IResponse response)
    {
        try
        {
            return ReferenceEquals(response.Frame, page.MainFrame);
        }
        catch (PlaywrightException)
        {
            // Asked for before the frame was there: the first document of a new tab.
            return true;
        }
    }

    /// <summary>Runs a Playwright call to its end or its deadline.</summary>
    /// <exception cref="TimeoutException">The page did not answer; its running script has been ended.</exception>
    /// <exception cref="PageLostException">The page crashed or closed.</exception>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    public Task<T> CallAsync<T>(Func<IPage, Task<T>> call, TimeSpan deadline, CancellationToken cancellationToken) =>
        CallAsync(cdp, call, deadline, cancellationToken);

    /// <summary>Sends a command to the page or to a frame in a process of its own: when that hangs, its script alone is ended.</summary>
    /// <inheritdoc cref="CallAsync{T}(Func{IPage, Task{T}}, TimeSpan, CancellationToken)"/>
    public async Task<JsonElement> CallAsync(
        ICDPSession session, string method, Dictionary<string, object>? parameters, TimeSpan deadline, CancellationToken cancellationToken) =>
        (await CallAsync(session, _ => session.SendAsync(method, parameters), deadline, cancellationToken)) ?? default;

    private async Task<T> CallAsync<T>(ICDPSession session, Func<IPage, Task<T>> call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var running = call(page);
        try
        {
            return await running.WaitAsync(deadline, time, cancellationToken);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            await FreeAsync(session);
            throw;
        }
        catch (PlaywrightException e) when (Losses.Recognise(e, browserIsAlive()) is { } loss)
        {
            throw loss;
        }
    }

    /// <inheritdoc cref="CallAsync{T}(Func{IPage, Task{T}}, TimeSpan, CancellationToken)"/>
    public async Task CallAsync(Func<IPage, Task> call, TimeSpan deadline, CancellationToken cancellationToken) =>
        await CallAsync(
            async target =>
            {
                await call(target);
                return true;
            },
            deadline,
            cancellationToken);

    /// <summary>Ends the script that the page is running, so that it answers again.</summary>
    public Task FreeAsync() => FreeAsync(cdp);

    private async Task FreeAsync(ICDPSession session)
    {
        try
        {
            await session.SendAsync("Runtime.terminateExecution").WaitAsync(TimeSpan.FromSeconds(1), time);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // A page that cannot be freed shows itself in the next call; there is nothing more to do here.
        }
    }
}
