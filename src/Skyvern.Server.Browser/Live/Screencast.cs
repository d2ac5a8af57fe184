using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Live;

/// <summary>
/// Films one tab. Chromium sends a frame when something was painted, and the next one only once that is acknowledged, which is done at
/// once: frames that nobody needs are dropped later, the last one never. A picture helps out where nothing is painted for a while. For
/// viewers who have time a page that keeps moving is filmed for moments only, each of which begins with the page as it is: sixty frames a
/// second cost half a processor core.
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

    /// <summary>A page that hangs is asked for a picture ever more seldom: what it was asked queues up in it.</summary>
    private static readonly TimeSpan MostSilence = TimeSpan.FromMinutes(1);

    /// <summary>From this pace on filming is interrupted.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200);

    private Task _picture = Task.CompletedTask;
    private TimeSpan _silence = Deadline;
    private Task _pause = Task.CompletedTask;
    private bool _isOver;
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
            await StartAsync();
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
            _isOver = true;
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
        if (_pause.IsCompleted && pace() is var wanted && wanted >= Slow && _lastFrame != 0 && time.GetElapsedTime(_lastFrame) < wanted)
        {
            _pause = PauseAsync(wanted);
        }

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

    /// <summary>A page that paints nothing sends no frames. There may be no answer: one that hangs gives no picture, and one that is left meanwhile takes the question along.</summary>
    private async Task PictureAsync()
    {
        try
        {
            var sees = PictureView.Read(await page.Cdp.SendAsync("Page.getLayoutMetrics").WaitAsync(_silence, time));
            var settings = Screenshots.Settings(sees, LiveView.ScaleOf(sees.Width, sees.Height));
            var reply = await page.Cdp.SendAsync("Page.captureScreenshot", settings).WaitAsync(_silence, time);
            _silence = Deadline;
            Publish(reply!.Value.GetProperty("data").GetBytesFromBase64(), sees.Width, time.GetUtcNow());
        }
        catch (PlaywrightException)
        {
            // The tab is on its way elsewhere or gone: the next frame tells.
        }
        catch (TimeoutException)
        {
            _silence = _silence * 2 < MostSilence ? _silence * 2 : MostSilence;
        }
    }

    private async Task AcknowledgeAsync(int frame)
    {
        try
        {
            await page.Cdp.SendAsync("Page.screencastFrameAck", new Dictionary<string, object> { ["sessionId"] = frame });
        }
        catch (PlaywrightException)
        {
            // The tab closed.
        }
    }

    private async Task PauseAsync(TimeSpan length)
    {
        try
        {
            await StopAsync();
            await Task.Delay(length, time);
            await (_isOver ? Task.CompletedTask : StartAsync());
            await (_isOver ? StopAsync() : Task.CompletedTask);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // The tab closed, or hangs.
        }
    }

    private Task<JsonElement?> StartAsync() => page.Cdp.SendAsync("Page.startScreencast", LiveView.FrameSettings).WaitAsync(Deadline, time);

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
