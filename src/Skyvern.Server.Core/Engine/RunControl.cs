using System.Threading.Channels;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// What people do in a run's browser, as the run takes it: it starts no action while one has control, looks at the page anew after that,
/// and writes down who had control, for how long, and what was done. The time counts as the run's.
/// </summary>
internal sealed class RunControl(RunLease lease, IRunJournal journal, StepRecorder recorder, SecretMask secrets, TimeProvider time) : IAsyncDisposable
{
    /// <summary>What was typed is told once nothing more has come for so long.</summary>
    private static readonly TimeSpan Lull = TimeSpan.FromSeconds(3);

    private readonly Channel<ControlNews> _news = Channel.CreateUnbounded<ControlNews>();
    private readonly PersonLog _log = new();
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
        _following = control.Follow(Hear);
        _writing = _control is null ? WriteAsync() : _writing;
        (_control, _seen) = (control, control.Turns);
        if (control.Holder is { } holder)
        {
            Hear(new ControlChange(holder, null, time.GetUtcNow()));
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
        _news.Writer.TryComplete();
        await _writing;
    }

    /// <summary>What must not be repeated is known at once; the rest can wait until it is written down.</summary>
    private void Hear(ControlNews news)
    {
        WasTaken |= news is ControlChange { End: null };
        _news.Writer.TryWrite(news);
    }

    private async Task WriteAsync()
    {
        while (await NextAsync())
        {
            while (_news.Reader.TryRead(out var news))
            {
                if (news is ControlUse use)
                {
                    await TellAsync(_log.Take(use, use.Target is { } target ? await target.Name : null));
                    continue;
                }

                await TellAsync(_log.Flush());
                var change = (ControlChange)news;
                await KeepAsync(change.End is { } end ? ReturnedAsync(change, end) : TakenAsync(change));
            }
        }

        await TellAsync(_log.Flush());
    }

    /// <summary>Waits for news; what has come together so far is told when they are long in coming.</summary>
    private async Task<bool> NextAsync()
    {
        var next = _news.Reader.WaitToReadAsync().AsTask();
        if (_log.HasMore && await Task.WhenAny(next, Task.Delay(Lull, time)) != next)
        {
            await TellAsync(_log.Flush());
        }

        return await next;
    }

    private async Task TellAsync(IEnumerable<PersonDeed> deeds)
    {
        foreach (var deed in deeds)
        {
            await KeepAsync(recorder.NoteAsync(lease, deed.Kind, secrets.Apply($"{Name(deed.ClientId)} {deed.Words}.")));
        }
    }

    /// <summary>An event that cannot be written costs the record, not the run; a lost hold shows itself in the run's own next write.</summary>
    private static async Task KeepAsync(Task written) => await written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task TakenAsync(ControlChange change)
    {
        _since = change.At;
        await lease.KeepAsync(journal.MarkIrreversibleAsync(lease.Claim, lease.Work));
        await recorder.NoteAsync(lease, "run.control_taken", $"A person ({Name(change.ClientId)}) has taken control of the browser. The run starts no action until it is given back.");
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
            lease, "run.control_returned", $"Control went from {Name(change.ClientId)} {why} after {took.TotalSeconds:0} s, which count as time of the run.");
    }

    /// <summary>Clients choose their names themselves, so that only the beginning of one is told, and nothing but plain characters.</summary>
    private static string Name(string clientId) =>
        new([.. clientId.Take(40).Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ' ? letter : '?')]);
}
