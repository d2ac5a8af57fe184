using System.Threading.Channels;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// What people do in a run's browser, as the run takes it: it starts no action while one has control, looks at the page anew after that,
/// and writes down who had control and for how long. The time counts as the run's.
/// </summary>
internal sealed class RunControl(RunLease lease, IRunJournal journal, StepRecorder recorder, TimeProvider time) : IAsyncDisposable
{
    private readonly Channel<ControlChange> _changes = Channel.CreateUnbounded<ControlChange>();
    private ControlLease? _control;
    private IDisposable? _following;
    private Task _writing = Task.CompletedTask;
    private int _seen;
    private DateTimeOffset? _since;
    private TimeSpan _total;

    /// <summary>Whether somebody had control at any time: what was done then cannot be known, hence not be repeated.</summary>
    public bool WasTaken { get; private set; }

    /// <summary>How long people have had control in all.</summary>
    public TimeSpan Total => _total + (_since is { } since ? time.GetUtcNow() - since : TimeSpan.Zero);

    /// <summary>From now on it is about this browser.</summary>
    public void Follow(ControlLease control)
    {
        if (ReferenceEquals(control, _control))
        {
            return;
        }

        _following?.Dispose();
        _following = control.Follow(change => _changes.Writer.TryWrite(change));
        _writing = _control is null ? WriteAsync() : _writing;
        (_control, _seen) = (control, control.Turns);
        if (control.Holder is { } holder)
        {
            _changes.Writer.TryWrite(new ControlChange(holder, null, time.GetUtcNow()));
        }
    }

    /// <summary>Waits until nobody has control; true when somebody had it since this was asked last: then the page is not the one that was seen.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (_control is not { } control)
        {
            return false;
        }

        await control.WaitUntilFreeAsync(cancellationToken);
        var turns = control.Turns;
        var had = turns != _seen;
        _seen = turns;
        return had;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _following?.Dispose();
        _changes.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var change in _changes.Reader.ReadAllAsync(CancellationToken.None))
        {
            // An event that cannot be written costs the record, not the run; a lost hold shows itself in the run's own next write.
            await (change.End is { } end ? ReturnedAsync(change, end) : TakenAsync(change)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TakenAsync(ControlChange change)
    {
        (WasTaken, _since) = (true, change.At);
        await lease.KeepAsync(journal.MarkIrreversibleAsync(lease.Claim, lease.Work));
        await recorder.NoteAsync(lease, "run.control_taken", $"A person ({Name(change)}) has taken control of the browser. The run starts no action until it is given back.");
    }

    private Task ReturnedAsync(ControlChange change, ControlEnd end)
    {
        var took = change.At - (_since ?? change.At);
        (_since, _total) = (null, _total + took);
        var why = end switch
        {
            ControlEnd.TakenOver => "to another person",
            ControlEnd.Forgotten => "because nothing was done with it any more",
            _ => "back to the run",
        };
        return recorder.NoteAsync(
            lease, "run.control_returned", $"Control went from {Name(change)} {why} after {took.TotalSeconds:0} s, which count as time of the run.");
    }

    /// <summary>Clients choose their ids themselves, so that only the beginning of one is told, and nothing but plain characters.</summary>
    private static string Name(ControlChange change) =>
        new([.. change.ClientId.Take(40).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '?')]);
}
