using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>A run's browser as the engine sees it. Keeps together what each part knows; calls come one after another.</summary>
internal sealed class PlaywrightBrowserSession(IRunningBrowser browser, SessionParts parts, PageWork work, IOptions<BrowserOptions> options, TimeProvider time)
    : IBrowserSession
{
    private static readonly TimeSpan SettleMargin = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan TitleDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PictureDeadline = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan StateDeadline = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public string Url => parts.Tabs.Url;

    /// <inheritdoc />
    public string FilesFolder => Path.Combine(BrowserSettings.Files(browser.Folder), "given");

    /// <inheritdoc />
    public ILiveBrowser Live => parts.Live;

    /// <inheritdoc />
    public string ConsoleLog => parts.Console.Text;

    /// <inheritdoc />
    public bool IsAlive => browser.IsAlive;

    /// <inheritdoc />
    public Uri? DevTools => browser.DevTools;

    /// <inheritdoc />
    public async Task BeginUseAsync(IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        parts.Forget();
        browser.Journal.TakeRefusals();
        parts.Downloads.BeginUse();
        await SendHeadersAsync(headers, cancellationToken);
    }

    /// <inheritdoc />
    public Task EndUseAsync(CancellationToken cancellationToken)
    {
        parts.Downloads.EndUse();
        return SendHeadersAsync(null, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Observation> ObserveAsync(CancellationToken cancellationToken)
    {
        var observation = await parts.Calls.ReadAsync(
            async (page, token) => await work.Observer.ObserveAsync(page, new ObservationInputs([], []), token) with { Status = page.Status },
            TimeSpan.FromSeconds(options.Value.ObserveSeconds),
            cancellationToken);

        // After reading, so that what happened while reading (a tab given up, a dialog) is told now and not a step later.
        foreach (var refusal in browser.Journal.TakeRefusals())
        {
            parts.Notes.Add($"request to {refusal.Host} refused by the address policy");
        }

        return observation with { Tabs = await DescribeTabsAsync(cancellationToken), Notes = parts.Notes.Take() };
    }

    /// <inheritdoc />
    public Task<PageContent> ReadContentAsync(CancellationToken cancellationToken) => parts.Calls.ReadAsync(
        work.Observer.ReadContentAsync, TimeSpan.FromSeconds(options.Value.ObserveSeconds * 2) + ContentReader.Harvest, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> ScreenshotAsync(CancellationToken cancellationToken) =>
        parts.Calls.ReadAsync(Screenshots.TakeAsync, PictureDeadline, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> TallScreenshotAsync(int furtherScreens, CancellationToken cancellationToken) => parts.Calls.ReadAsync(
        (page, token) => Screenshots.TakeAsync(page, furtherScreens, token), PictureDeadline, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BrowserDownload>> TakeDownloadsAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        parts.Downloads.TakeAsync(patience, cancellationToken);

    /// <inheritdoc />
    public async Task<string?> SaveStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await parts.Calls.OnceAsync(_ => browser.Context.StorageStateAsync(), StateDeadline, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            // A page that hangs or is on its way elsewhere: what was saved before stays good.
            return null;
        }
    }

    /// <inheritdoc />
    public async Task<ActionResult> PerformAsync(BrowserAction action, CancellationToken cancellationToken)
    {
        parts.Signals.Begin();
        var before = parts.Tabs.Url;
        var page = await parts.Calls.OnceAsync(parts.Tabs.CurrentAsync, SettleMargin, cancellationToken);
        var result = await TryPerformAsync(page, action, cancellationToken);

        var activity = parts.Signals.Collect();

        // A tab that is still blank although a file came was only opened for the file, and closes by itself.
        var opened = parts.Tabs.Current is { } current && current.Id == activity.Popup && (activity.Downloads.Count == 0 || !current.IsBlank)
            ? current.Id
            : null;
        var changed = WithoutFragment(before) != WithoutFragment(parts.Tabs.Url);
        var outcome = ActionOutcome.Of(result, activity, opened, changed ? parts.Tabs.Url : null);

        // A page's dialog may well repeat the code that was entered.
        return action is OtpAction { Code: { } code } ? outcome with { Message = outcome.Message.Replace(code, "***", StringComparison.Ordinal) } : outcome;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => browser.DisposeAsync();

    private async Task SendHeadersAsync(IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        try
        {
            await parts.Calls.OnceAsync(
                async _ =>
                {
                    await browser.Context.SetExtraHTTPHeadersAsync(headers ?? new Dictionary<string, string>());
                    return true;
                },
                StateDeadline,
                cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            throw new BrowserLostException("The browser does not answer.", e);
        }
    }

    private async Task<ActionResult> TryPerformAsync(SessionPage page, BrowserAction action, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(action is GoToAction or BackAction or TabAction ? options.Value.NavigationSeconds : options.Value.ActionSeconds)
            + TimeSpan.FromSeconds(action is WaitAction wait ? wait.Seconds : 0);
        try
        {
            return await parts.Calls.OnceAsync(token => PerformAsync(page, action, token), patience + SettleMargin, cancellationToken);
        }
        catch (TimeoutException)
        {
            await parts.Calls.FreeAsync(page, cancellationToken);
            return new ActionResult(ActionCode.Timeout, $"The page did not answer within {patience.TotalSeconds:0} seconds; its script was stopped.");
        }
        catch (PageLostException e)
        {
            parts.Tabs.Leave(page, e);
            var next = await parts.Calls.OnceAsync(parts.Tabs.CurrentAsync, SettleMargin, cancellationToken);
            return e.IsCrash
                ? new ActionResult(ActionCode.Failed, "The page crashed.")
                : new ActionResult(ActionCode.Navigated, $"tab {page.Id} closed; tab {next.Id} is the current one");
        }
        catch (PlaywrightException e)
        {
            return new ActionResult(ActionCode.Failed, PlainLine.Of(e.Message.Split('\n')[0]));
        }
    }

    private async Task<ActionResult> PerformAsync(SessionPage page, BrowserAction action, CancellationToken cancellationToken)
    {
        var journal = browser.Journal;
        var result = action switch
        {
            GoToAction goTo => await GoToAsync(page, goTo.Url, cancellationToken),
            BackAction => await work.Navigation.BackAsync(page, journal, cancellationToken),
            TabAction tab => await parts.TabActions.PerformAsync(tab, cancellationToken),
            ExtractAction or LookAction or LoginAction or CaptchaAction or DoneAction => throw new ArgumentException($"The engine itself does '{action.Act}', not the browser.", nameof(action)),
            UploadAction when browser.IsElsewhere => new ActionResult(ActionCode.Blocked, "Files of this server cannot be uploaded in a browser elsewhere."),
            UploadAction upload => await work.Executor.PerformAsync(page, parts.Uploads.Stage(upload), cancellationToken),
            _ => await work.Executor.PerformAsync(page, action, cancellationToken),
        };
        if (action is TabAction { Op: TabOperation.Open, Id: { } address })
        {
            var opened = await parts.Tabs.CurrentAsync(cancellationToken);
            var there = await GoToAsync(opened, address, cancellationToken);
            result = there.Succeeded ? result : there with { Message = $"{result.Message}; {there.Message}" };
        }

        var changed = await parts.Aftermath.WaitAsync(page, action, cancellationToken);
        return result.Code == ActionCode.Ok && !changed && action is (ClickAction or PressAction) ? result with { Code = ActionCode.NoChange } : result;
    }

    private async Task<ActionResult> GoToAsync(SessionPage page, string address, CancellationToken cancellationToken) =>
        (browser.IsElsewhere ? await work.Navigation.RefuseByNameAsync(address, cancellationToken) : null)
            ?? await work.Navigation.GoToAsync(page, browser.Journal, address, cancellationToken);

    private async Task<IReadOnlyList<PageTab>> DescribeTabsAsync(CancellationToken cancellationToken)
    {
        var current = parts.Tabs.Current;
        return await Task.WhenAll(parts.Tabs.All.Select(async tab =>
            new PageTab(tab.Id, PlainLine.Of(await TitleAsync(tab, cancellationToken), 80), tab.Page.Url, ReferenceEquals(tab, current))));
    }

    /// <summary>The title as the browser itself knows it: asking the page could hang.</summary>
    private async Task<string> TitleAsync(Tab tab, CancellationToken cancellationToken)
    {
        try
        {
            var page = await tab.Ready.WaitAsync(TitleDeadline, time, cancellationToken);
            var reply = await page.CallAsync(_ => page.Cdp.SendAsync("Target.getTargetInfo"), TitleDeadline, cancellationToken);
            return page.Title = reply!.Value.GetProperty("targetInfo").GetProperty("title").GetString() ?? "";
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException or PageLostException)
        {
            return "";
        }
    }

    private static string WithoutFragment(string url) => url.Split('#', 2)[0];
}
