using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Pages.Parts;

/// <summary>What statuses look like: a colour and a word.</summary>
internal static class StatusLook
{
    public static (Tone Tone, string Word) Look(this RunStatus status) => status switch
    {
        RunStatus.Created => (Tone.Plain, "Created"),
        RunStatus.Queued => (Tone.Plain, "Queued"),
        RunStatus.Running => (Tone.Busy, "Running"),
        RunStatus.Completed => (Tone.Good, "Completed"),
        RunStatus.Failed => (Tone.Bad, "Failed"),
        RunStatus.Terminated => (Tone.Bad, "Terminated"),
        RunStatus.TimedOut => (Tone.Warn, "Timed out"),
        RunStatus.Canceled => (Tone.Plain, "Canceled"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a look."),
    };

    public static (Tone Tone, string Word) Look(this SessionStatus status) => status switch
    {
        SessionStatus.Created => (Tone.Plain, "Opening"),
        SessionStatus.Running => (Tone.Busy, "Open"),
        SessionStatus.Completed => (Tone.Plain, "Closed"),
        SessionStatus.Failed => (Tone.Bad, "Failed"),
        SessionStatus.Timeout => (Tone.Warn, "Timed out"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a look."),
    };

    public static (Tone Tone, string Word) Look(this StepStatus status) => status switch
    {
        StepStatus.Created => (Tone.Plain, "Created"),
        StepStatus.Running => (Tone.Busy, "Running"),
        StepStatus.Completed => (Tone.Good, "Completed"),
        StepStatus.Failed => (Tone.Bad, "Failed"),
        StepStatus.Canceled => (Tone.Plain, "Canceled"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a look."),
    };
}
