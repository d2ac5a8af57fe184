namespace Skyvern.Server.Core.Live;

/// <summary>
/// Who has mouse and keyboard of a browser: nobody, so that runs may act, or one person. Whoever takes them gets them; a person who had
/// them loses them then, or by doing nothing for too long.
/// </summary>
/// <param name="patience">How long a person may do nothing.</param>
/// <param name="time">The clock.</param>
public sealed class ControlLease(TimeSpan patience, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Action<ControlNews>> _observers = [];
    private TaskCompletionSource _free = new();
    private ControlHold? _hold;

    /// <summary>The client that has control; null: none.</summary>
    public string? Holder
    {
        get
        {
            lock (_lock)
            {
                return _hold?.ClientId;
            }
        }
    }

    /// <summary>When control goes back if nothing is done with it until then; null: nobody has it.</summary>
    public DateTimeOffset? Until
    {
        get
        {
            lock (_lock)
            {
                return _hold?.Until;
            }
        }
    }

    /// <summary>How often control was taken: whoever sees another number than before knows that somebody had it in between.</summary>
    public int Turns
    {
        get
        {
            lock (_lock)
            {
                return field;
            }
        }

        private set;
    }

    /// <summary>Takes control, from another person too.</summary>
    public ControlHold Take(string clientId)
    {
        lock (_lock)
        {
            End(_hold, ControlEnd.TakenOver);
            _free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Turns++;
            var hold = new ControlHold(this, clientId, patience, time);
            _hold = hold;
            Tell(new ControlChange(clientId, null, time.GetUtcNow()));
            return hold;
        }
    }

    /// <summary>Returns once nobody has control.</summary>
    public async Task WaitUntilFreeAsync(CancellationToken cancellationToken)
    {
        while (Held() is { } until)
        {
            await until.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Tells each change, and what is done with it, until disposed. The observer is called while nothing else can change, so it only takes note.</summary>
    public IDisposable Follow(Action<ControlNews> observer)
    {
        lock (_lock)
        {
            _observers.Add(observer);
        }

        return new Undo(() =>
        {
            lock (_lock)
            {
                _observers.Remove(observer);
            }
        });
    }

    /// <summary>Ends a hold, if it still is one.</summary>
    internal void End(ControlHold? hold, ControlEnd why)
    {
        lock (_lock)
        {
            if (hold is not null && ReferenceEquals(_hold, hold))
            {
                _hold = null;
                hold.Close(why);
                Tell(new ControlChange(hold.ClientId, why, time.GetUtcNow()));
                _free.TrySetResult();
            }
        }
    }

    /// <summary>Tells what was done by a hold, if it still is one.</summary>
    internal void Tell(ControlHold hold, LiveInput input, LiveTarget? target)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_hold, hold))
            {
                Tell(new ControlUse(hold.ClientId, input, target, time.GetUtcNow()));
            }
        }
    }

    private Task? Held()
    {
        lock (_lock)
        {
            return _hold is null ? null : _free.Task;
        }
    }

    private void Tell(ControlNews news) => _observers.ForEach(observer => observer(news));
}
