using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Live;

/// <summary>The screen of a session: films whatever tab is the current one, as long as the browser lives.</summary>
internal sealed class LiveScreen(IRunningBrowser browser, PageTracker tabs, LiveView view, TimeProvider time)
{
    private static readonly TimeSpan TabDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private FrameFanOut? _viewers;

    /// <summary>Gives the frames of this screen to viewers.</summary>
    public FrameFanOut ToFanOut(IOptions<LiveOptions> options) =>
        _viewers = new(FilmAsync, TimeSpan.FromSeconds(1) / options.Value.FramesPerSecond, time);

    /// <summary>Publishes frames until it is cancelled or the browser is gone.</summary>
    public async Task FilmAsync(Action<LiveFrame> publish, CancellationToken cancellationToken)
    {
        if (!browser.IsAlive)
        {
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, browser.Lost);
        try
        {
            while (browser.IsAlive)
            {
                await FilmCurrentAsync(publish, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The browser is gone: there is nothing more to see.
        }
    }

    private async Task FilmCurrentAsync(Action<LiveFrame> publish, CancellationToken cancellationToken)
    {
        var left = tabs.CurrentChanged;
        try
        {
            if (tabs.Current is { Crashed: false } tab)
            {
                var page = await tab.Ready.WaitAsync(TabDeadline, time, cancellationToken);
                await new Screencast(page, view, publish, () => _viewers?.Pace ?? TimeSpan.Zero, time).RunAsync(left, cancellationToken);
                return;
            }
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // The tab closed or does not answer; the run will find another one.
        }

        await Task.WhenAny(left, Task.Delay(Pause, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }
}
