using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Waits; ends early when a text appears in any frame.</summary>
internal sealed class WaitPerformer(TimeProvider time) : ActionPerformer<WaitAction>
{
    private const int LongestSeconds = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private sealed record TextReply(bool Found);

    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, WaitAction action, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var most = TimeSpan.FromSeconds(Math.Clamp(action.Seconds, 1, LongestSeconds));
        if (action.For is not { Length: > 0 } text)
        {
            await Task.Delay(most, time, cancellationToken);
            return new ActionResult(ActionCode.Ok);
        }

        while (true)
        {
            if (await HasTextAsync(page, text, cancellationToken))
            {
                return new ActionResult(ActionCode.Ok, $"The text appeared after {time.GetElapsedTime(started).TotalSeconds:0.0} s.");
            }

            if (time.GetElapsedTime(started) >= most)
            {
                return new ActionResult(ActionCode.Timeout, $"The text \"{text}\" did not appear within {most.TotalSeconds:0} s.");
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private static async Task<bool> HasTextAsync(SessionPage page, string text, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        try
        {
            foreach (var frame in await scripts.Frames.ReadAsync(cancellationToken))
            {
                if ((await scripts.CallAsync<TextReply>(frame, "hasText", new { text }, Deadline, cancellationToken)).Found)
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is FrameGoneException or TimeoutException)
        {
            // Between two documents, or busy: the text is not there now; the wait goes on.
        }

        return false;
    }
}
