using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Egress;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Live;

/// <summary>A session's browser for people: its screen, mouse and keyboard, and the same guarded address bar that runs have.</summary>
internal sealed class PlaywrightLiveBrowser(
    FrameFanOut frames, LiveHand hand, PageTracker tabs, SessionCalls calls, Navigation navigation, EgressJournal journal, AllowedOrigins origins,
    IOptions<BrowserOptions> options, TimeProvider time)
    : ILiveBrowser
{
    private static readonly TimeSpan TabDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>A page that hangs does not say what it has; nobody waits for it.</summary>
    private static readonly TimeSpan LookDeadline = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public LiveAudience Audience { get; } = new();

    /// <inheritdoc />
    public IAsyncEnumerable<LiveFrame> WatchAsync(Func<TimeSpan>? pace, CancellationToken cancellationToken) => frames.WatchAsync(pace, cancellationToken);

    /// <inheritdoc />
    public async Task<LiveTab?> LookAsync(CancellationToken cancellationToken) => await AskAsync(
        async (page, token) =>
        {
            // Asked of the browser, not of the page: that answers while the page's script hangs too.
            var told = await page.Cdp.SendAsync("Target.getTargetInfo").WaitAsync(LookDeadline, time, token);
            var about = told!.Value.GetProperty("targetInfo");
            var all = tabs.All;
            var position = all.TakeWhile(tab => tab.Id != page.Id).Count() + 1;
            return new LiveTab(about.GetProperty("url").GetString()!, about.GetProperty("title").GetString()!, position, Math.Max(position, all.Count));
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<LiveTarget?> FindAsync(double x, double y, CancellationToken cancellationToken) =>
        AskAsync((page, token) => hand.FindAsync(page, x, y, token), cancellationToken);

    /// <inheritdoc />
    public async Task<LiveOutcome> InputAsync(LiveInput input, CancellationToken cancellationToken)
    {
        if (input is NavigateInput { Url: var text })
        {
            if (Navigation.Parse(text) is not { } address)
            {
                return LiveOutcome.InvalidUrl;
            }

            if (!origins.IsEmpty && address.Scheme != "about" && !origins.Holds(address.AbsoluteUri))
            {
                return LiveOutcome.Blocked;
            }
        }

        try
        {
            var page = await calls.OnceAsync(tabs.CurrentAsync, TabDeadline, cancellationToken);
            if (input is NavigateInput or BackInput or ForwardInput or ReloadInput)
            {
                var patience = TimeSpan.FromSeconds(options.Value.NavigationSeconds) + Margin;
                return Outcome(await calls.OnceAsync(token => NavigateAsync(page, input, token), patience, cancellationToken));
            }

            await hand.DoAsync(page, input, cancellationToken);
            return LiveOutcome.Done;
        }
        catch (Exception e) when (e is PlaywrightException or PageLostException or TimeoutException)
        {
            // The tab closed, crashed or does not answer: the next frame shows what has become of it.
            return LiveOutcome.Failed;
        }
    }

    /// <summary>Asks the current tab, if there is one; null where it does not answer.</summary>
    private async Task<T?> AskAsync<T>(Func<SessionPage, CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return tabs.Current is { Crashed: false, Ready: { IsCompletedSuccessfully: true } ready }
                ? await ask(await ready, cancellationToken)
                : null;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or BrowserLostException)
        {
            return null;
        }
    }

    private Task<ActionResult> NavigateAsync(SessionPage page, LiveInput input, CancellationToken cancellationToken) => input switch
    {
        NavigateInput to => navigation.GoToAsync(page, journal, to.Url, cancellationToken),
        BackInput => navigation.BackAsync(page, journal, cancellationToken),
        ForwardInput => navigation.ForwardAsync(page, journal, cancellationToken),
        _ => navigation.ReloadAsync(page, journal, cancellationToken),
    };

    private static LiveOutcome Outcome(ActionResult result) => result.Code switch
    {
        ActionCode.Blocked => LiveOutcome.Blocked,
        ActionCode.Ok or ActionCode.Navigated => LiveOutcome.Done,
        _ => LiveOutcome.Failed,
    };
}
