using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>
/// Answers dialogs at once, since an open one freezes its page: alerts and "leave this page?" are accepted, questions are dismissed the
/// first time. The same question asked again means that the planner has read the note and repeated its action: then it is accepted.
/// </summary>
internal sealed class DialogTracker
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly ActivitySignals _signals;
    private readonly SessionNotes _notes;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _dismissed = new(StringComparer.Ordinal);

    /// <summary>Answers the dialogs of a browser from now on.</summary>
    public DialogTracker(IRunningBrowser browser, ActivitySignals signals, SessionNotes notes, TimeProvider time)
    {
        (_signals, _notes, _time) = (signals, notes, time);
        browser.Context.Dialog += (_, dialog) =>
        {
            // In a tab of somebody else it is theirs to answer.
            if (browser.Owns(dialog.Page))
            {
                _ = AnswerAsync(dialog);
            }
        };
    }

    /// <summary>Forgets which questions were dismissed.</summary>
    public void Clear()
    {
        lock (_dismissed)
        {
            _dismissed.Clear();
        }
    }

    private async Task AnswerAsync(IDialog dialog)
    {
        var accept = dialog.Type is DialogType.Alert or DialogType.BeforeUnload || WasDismissedBefore(dialog);
        var words = $"{dialog.Type} \"{PlainLine.Of(dialog.Message)}\" -> "
            + (accept ? "accepted" : "dismissed; the same action once more accepts it");
        _signals.DialogAnswered(words);
        _notes.Add($"dialog answered: {words}");
        try
        {
            var answer = accept ? dialog.AcceptAsync(dialog.DefaultValue) : dialog.DismissAsync();
            await answer.WaitAsync(Deadline, _time);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            // The page closed with its dialog, or the browser is lost, which the next call tells.
        }
    }

    private bool WasDismissedBefore(IDialog dialog)
    {
        var question = $"{dialog.Type} {dialog.Message}";
        lock (_dismissed)
        {
            return _dismissed.Remove(question) || !_dismissed.Add(question);
        }
    }
}
