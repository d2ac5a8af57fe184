using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Live;

/// <summary>
/// Films one tab. Chromium sends a frame when something was painted, and stops when too many are not acknowledged. They are acknowledged at
/// the viewers' pace, so that a page which never stands still costs no more than they need; what Chromium may have left out while it had to
/// wait, and pages that paint nothing for a while, are pictured.
/// </summary>
/// <param name="page">The tab.</param>
/// <param name="view">Told of each frame's scale.</param>
/// <param name="publish">Gets the frames.</param>
/// <param name="pace">How far apart the frames may be.</param>
/// <param name="time">The clock.</param>
internal sealed class Screencast(SessionPage page, LiveView view, Action<LiveFrame> publish, Func<TimeSpan> pace, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(950);

    /// <summary>So many frames Chromium sends ahead.</summary>
    private const int Ahead = 3;

    /// <summary>After a frame that was acknowledged late another follows sooner than this, if the page still moves.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private Task _picture = Task.CompletedTask;
    private DateTimeOffset _acknowledgedAt;
    private int _waiting;
    private bool _mayMiss;
    private long _lastFrame;

    /// <summary>Films until the tab is left or gone.</summary>
    /// <param name="left">Ends when another tab is the current one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PlaywrightException">The tab is gone.</exception>
    /// <exception cref="TimeoutException">The browser does not answer.</exception>
    public async Task RunAsync(Task left, CancellationToken cancellationToken)
    {
        var frames = page.Cdp.Event("Page.screencastFrame");
        EventHandler<JsonElement?> take = (_, frame) => Take(frame);
        frames.OnEvent += take;
        try
        {
            await page.Cdp.SendAsync("Page.startScreencast", LiveView.FrameSettings).WaitAsync(Deadline, time, cancellationToken);
            for (var patience = FirstPatience; ; patience = Patience)
            {
                await Task.WhenAny(left, Task.Delay(patience, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                if (left.IsCompleted || page.Page.IsClosed)
                {
                    return;
                }

                if (_picture.IsCompleted && (_lastFrame == 0 || time.GetElapsedTime(_lastFrame) >= Patience))
                {
                    _picture = PictureAsync();
                }
            }
        }
        finally
        {
            frames.OnEvent -= take;
            await StopAsync();
        }
    }

    private void Take(JsonElement? told)
    {
        if (told is not { } frame)
        {
            return;
        }

        _ = AcknowledgeAsync(frame.GetProperty("sessionId").GetInt32());
        var about = frame.GetProperty("metadata");
        var at = about.TryGetProperty("timestamp", out var seconds) ? DateTimeOffset.UnixEpoch.AddSeconds(seconds.GetDouble()) : time.GetUtcNow();
        Publish(frame.GetProperty("data").GetBytesFromBase64(), about.GetProperty("deviceWidth").GetDouble(), at);
    }

    private void Publish(byte[] jpeg, double viewportWidth, DateTimeOffset at)
    {
        if (JpegSize.Of(jpeg) is { } size && viewportWidth > 0)
        {
            _lastFrame = time.GetTimestamp();
            view.Show(page.Id, size.Width / viewportWidth);
            publish(new LiveFrame(jpeg, size.Width, size.Height, page.Page.Url, at));
        }
    }

    /// <summary>A page that paints nothing sends no frames. One that hangs gives no picture either: it is asked once, and not freed for that.</summary>
    private async Task PictureAsync()
    {
        try
        {
            var sees = PictureView.Read(await page.Cdp.SendAsync("Page.getLayoutMetrics"));
            var settings = Screenshots.Settings(sees, LiveView.ScaleOf(sees.Width, sees.Height));
            var reply = await page.Cdp.SendAsync("Page.captureScreenshot", settings);
            Publish(reply!.Value.GetProperty("data").GetBytesFromBase64(), sees.Width, time.GetUtcNow());
        }
        catch (PlaywrightException)
        {
            // The tab is on its way elsewhere or gone: the next frame tells.
        }
    }

    private async Task AcknowledgeAsync(int frame)
    {
        var now = time.GetUtcNow();
        _acknowledgedAt = _acknowledgedAt + pace() is var next && next > now ? next : now;
        _mayMiss |= Interlocked.Increment(ref _waiting) >= Ahead;
        try
        {
            if (_acknowledgedAt > now)
            {
                await Task.Delay(_acknowledgedAt - now, time);
            }

            Interlocked.Decrement(ref _waiting);
            var newest = _lastFrame;
            await page.Cdp.SendAsync("Page.screencastFrameAck", new Dictionary<string, object> { ["sessionId"] = frame });
            if (_mayMiss)
            {
                await Task.Delay(Rest, time);
                if (_lastFrame == newest && _picture.IsCompleted && !page.Page.IsClosed)
                {
                    _mayMiss = false;
                    _picture = PictureAsync();
                }
            }
        }
        catch (PlaywrightException)
        {
            // The tab closed.
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await page.Cdp.SendAsync("Page.stopScreencast").WaitAsync(Deadline, time);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // The tab closed, or hangs: what it still sends nobody hears.
        }
    }
}
