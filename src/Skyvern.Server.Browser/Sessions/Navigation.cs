using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Egress;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Opens addresses and goes back; says in plain words why a page did not come.</summary>
internal sealed class Navigation(IAddressPolicy policy, IOptions<BrowserOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FilePatience = TimeSpan.FromSeconds(5);

    private TimeSpan Patience => TimeSpan.FromSeconds(options.Value.NavigationSeconds);

    /// <summary>Opens an address in the tab.</summary>
    public async Task<ActionResult> GoToAsync(SessionPage page, EgressJournal journal, string text, CancellationToken cancellationToken)
    {
        if (Parse(text) is not { } address)
        {
            return new ActionResult(ActionCode.Blocked, $"Only http and https addresses can be opened, not {PlainLine.Of(text)}.");
        }

        if (address.Scheme != "about" && policy.Check(address) is { Allowed: false } decision)
        {
            return Refused(address, decision);
        }

        return await NavigateAsync(
            page,
            journal,
            address,
            target => target.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = (float)Patience.TotalMilliseconds }),
            cancellationToken);
    }

    /// <summary>
    /// Refuses a name that stands for a forbidden address, as far as this server can look it up: for browsers whose requests nobody else
    /// judges. A name that only the other network knows is let through.
    /// </summary>
    public async Task<ActionResult?> RefuseByNameAsync(string text, CancellationToken cancellationToken) =>
        Parse(text) is { Scheme: not "about" } address && await policy.ResolveAsync(address, cancellationToken) is { Allowed: false, IsUnknownHost: false } decision
            ? Refused(address, decision)
            : null;

    /// <summary>Goes back in the tab's history.</summary>
    public async Task<ActionResult> BackAsync(SessionPage page, EgressJournal journal, CancellationToken cancellationToken) =>
        await EntryAsync(page, -1, cancellationToken) is { } address
            ? await NavigateAsync(
                page,
                journal,
                address,
                target => target.GoBackAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = (float)Patience.TotalMilliseconds }),
                cancellationToken)
            : new ActionResult(ActionCode.Failed, "There is no earlier page in this tab.");

    /// <summary>Goes forward in the tab's history.</summary>
    public async Task<ActionResult> ForwardAsync(SessionPage page, EgressJournal journal, CancellationToken cancellationToken) =>
        await EntryAsync(page, +1, cancellationToken) is { } address
            ? await NavigateAsync(
                page,
                journal,
                address,
                target => target.GoForwardAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = (float)Patience.TotalMilliseconds }),
                cancellationToken)
            : new ActionResult(ActionCode.Failed, "There is no later page in this tab.");

    /// <summary>Loads the page once more.</summary>
    public async Task<ActionResult> ReloadAsync(SessionPage page, EgressJournal journal, CancellationToken cancellationToken) =>
        Parse(page.Page.Url) is { Scheme: not "about" } address
            ? await NavigateAsync(
                page,
                journal,
                address,
                target => target.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = (float)Patience.TotalMilliseconds }),
                cancellationToken)
            : new ActionResult(ActionCode.Failed, "There is no page in this tab.");

    /// <summary>The page so many places further in the tab's history; null: none that can be opened.</summary>
    private static async Task<Uri?> EntryAsync(SessionPage page, int step, CancellationToken cancellationToken)
    {
        var history = (await page.CallAsync(_ => page.Cdp.SendAsync("Page.getNavigationHistory"), Margin, cancellationToken))!.Value;
        var (entries, index) = (history.GetProperty("entries"), history.GetProperty("currentIndex").GetInt32() + step);
        return index >= 0 && index < entries.GetArrayLength() && Parse(entries[index].GetProperty("url").GetString() ?? "") is { Scheme: not "about" } address
            ? address
            : null;
    }

    private static ActionResult Refused(Uri address, AddressDecision decision) =>
        new(ActionCode.Blocked, $"The address policy refused {address}: it {decision.Reason}.");

    private async Task<ActionResult> NavigateAsync(
        SessionPage page, EgressJournal journal, Uri address, Func<IPage, Task<IResponse?>> navigate, CancellationToken cancellationToken)
    {
        var mark = journal.Mark;
        try
        {
            var response = await page.CallAsync(navigate, Patience + Margin, cancellationToken);
            return Judge(response, journal, address, mark);
        }
        catch (TimeoutException)
        {
            await StopAsync(page, cancellationToken);
            var known = journal.Find(address, mark);
            return new ActionResult(ActionCode.Timeout, known?.Reason ?? $"{address.Host} did not answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (PlaywrightException e) when (NavigationWords.IsAbort(e))
        {
            // An address that is a file leaves the tab where it was; the file is announced a moment later.
            if (!page.Signals.Download.IsCompleted)
            {
                page.Signals.DownloadExpected();
                await page.Signals.WaitForExpectedAsync(FilePatience, time, cancellationToken);
            }

            return page.Signals.Collect().Downloads.Count > 0
                ? new ActionResult(ActionCode.Ok)
                : new ActionResult(ActionCode.Failed, $"{address.Host} answered without a page.");
        }
        catch (PlaywrightException e) when (NavigationWords.IsOvertaken(e))
        {
            return new ActionResult(ActionCode.Navigated, "The page led on to another address.");
        }
        catch (PlaywrightException e)
        {
            return !NavigationWords.IsTheBrowsersOwn(e) && journal.Find(address, mark) is { } problem
                ? Explain(problem)
                : new ActionResult(ActionCode.Failed, NavigationWords.Explain(e, address));
        }
    }

    /// <summary>A refused or failed request over plain http looks like a page of the site; the journal knows better.</summary>
    private static ActionResult Judge(IResponse? response, EgressJournal journal, Uri address, long mark)
    {
        if (response is { Status: 403 or 502 or 504 } && Uri.TryCreate(response.Url, UriKind.Absolute, out var final)
            && journal.Find(final, mark) is { } problem && problem.Host == final.Host)
        {
            return Explain(problem);
        }

        return new ActionResult(
            ActionCode.Navigated,
            response is { Status: >= 400 } ? $"{address.Host} answered {response.Status} {response.StatusText}".TrimEnd() + "." : "");
    }

    private static ActionResult Explain(EgressProblem problem) => problem.Kind switch
    {
        EgressProblemKind.Refused => new ActionResult(ActionCode.Blocked, $"The address policy refused {problem.Host}. {problem.Reason}"),
        EgressProblemKind.TimedOut => new ActionResult(ActionCode.Timeout, problem.Reason),
        _ => new ActionResult(ActionCode.Failed, problem.Reason),
    };

    private static async Task StopAsync(SessionPage page, CancellationToken cancellationToken)
    {
        try
        {
            await page.CallAsync(_ => page.Cdp.SendAsync("Page.stopLoading"), Margin, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            // It goes on loading; the next action replaces it.
        }
    }

    /// <summary>What an address means to a browser; null when it is none that may be opened.</summary>
    public static Uri? Parse(string text) => text.Trim() == "about:blank" ? new Uri("about:blank") : TypedAddress.Read(text);
}
