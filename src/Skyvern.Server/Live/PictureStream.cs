using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Live;

/// <summary>Shows one browser to one viewer until it is over.</summary>
internal sealed partial class PictureStream(LiveWait wait, TimeProvider time, ILogger<PictureStream> logger)
{
    private static readonly TimeSpan FramePatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Sends frames, and at the end the word for it; false when another process holds the browser.</summary>
    public async Task<bool> RunAsync(LiveSocket socket, LiveKind kind, string organizationId, string id, CancellationToken cancellationToken)
    {
        for (var wasSeen = false; ; wasSeen = true)
        {
            var (browser, end) = await wait.ForAsync(kind, organizationId, id, wasSeen, cancellationToken);
            if (browser is null && end == LiveWait.Elsewhere)
            {
                return false;
            }

            if (browser is null || !await ShowAsync(socket, browser, frame => LiveMessages.Frame(kind, id, frame), cancellationToken))
            {
                await socket.SendAsync(LiveMessages.End(kind, id, browser is null ? end : LiveWait.TimedOut));
                return true;
            }
        }
    }

    /// <summary>Sends the frames of a browser until it is gone; false when none came for too long.</summary>
    private async Task<bool> ShowAsync(
        LiveSocket socket, ShownBrowser browser, Func<LiveFrame, ReadOnlyMemory<byte>> write, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(FramePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, browser.Gone, silence.Token);
        try
        {
            await foreach (var frame in browser.Browser.WatchAsync(either.Token))
            {
                await socket.SendAsync(write(frame));
                silence.CancelAfter(FramePatience);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && !socket.Closed.IsCancellationRequested)
        {
            return !silence.IsCancellationRequested;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A viewer's picture is worth one more try, and nothing else suffers from it.
            LogBroke(e);
        }

        // The browser closed, and whoever shows it will notice in a moment.
        await Task.WhenAny(Task.Delay(Pause, time, cancellationToken), Task.Delay(Timeout.InfiniteTimeSpan, either.Token));
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live picture of a browser broke.")]
    private partial void LogBroke(Exception cause);
}
