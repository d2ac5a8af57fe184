using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Sessions;

namespace Skyvern.Server.Browser.Settling;

/// <summary>
/// The frames within a tab, for <see cref="Settle"/>: each has a tracker of its own, reached whatever process it lives in. A frame that
/// does not answer at the beginning of an action is left out until the next one, and then costs no more than a moment: one that hangs is
/// waited for once, as any may be late on a busy machine.
/// </summary>
internal static class InnerFrames
{
    private static readonly TimeSpan MarkDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SilentDeadline = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private static readonly ConditionalWeakTable<SessionPage, HashSet<IFrame>> Silent = [];

    /// <summary>Notes in every frame that an action begins.</summary>
    public static async Task MarkAsync(SessionPage page, string call, CancellationToken cancellationToken)
    {
        var silent = SilentOf(page);
        var frames = Of(page).ToList();
        var answered = await Task.WhenAll(
            frames.Select(frame => AnswersAsync(frame, call, silent.Contains(frame) ? SilentDeadline : MarkDeadline, cancellationToken)));
        Silent.AddOrUpdate(page, [.. frames.Where((_, index) => !answered[index])]);
    }

    /// <summary>Waits until every frame is at rest, as long as <paramref name="most"/>. Never fails: frames come and go.</summary>
    public static async Task<SettleResult> WaitAsync(SessionPage page, string call, TimeSpan most, CancellationToken cancellationToken)
    {
        var silent = SilentOf(page);
        var reports = await Task.WhenAll(Of(page).Where(frame => !silent.Contains(frame)).Select(frame => LookAsync(frame, call, most, cancellationToken)));
        return new SettleResult(reports.Any(report => report.Changed), reports.Select(report => report.Restless).FirstOrDefault(why => why.Length > 0) ?? "");
    }

    private static IEnumerable<IFrame> Of(SessionPage page) => page.Page.Frames.Where(frame => frame.ParentFrame is not null);

    private static HashSet<IFrame> SilentOf(SessionPage page) => Silent.TryGetValue(page, out var known) ? known : [];

    private static async Task<bool> AnswersAsync(IFrame frame, string call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            await frame.EvaluateAsync<string?>(call).WaitAsync(deadline, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            return e is PlaywrightException && !frame.IsDetached;
        }
    }

    private static async Task<SettleResult> LookAsync(IFrame frame, string call, TimeSpan most, CancellationToken cancellationToken)
    {
        try
        {
            return SettleResult.Parse(await frame.EvaluateAsync<string?>(call).WaitAsync(most + Margin, cancellationToken));
        }
        catch (TimeoutException)
        {
            return new SettleResult(false, "");
        }
        catch (PlaywrightException)
        {
            // It went away, or has another document, which is what has to come to rest then.
            return new SettleResult(true, frame.IsDetached ? "" : "loading");
        }
    }
}
