namespace Skyvern.Server.Core.Live;

/// <summary>A person's hold on mouse and keyboard; disposing it gives them back.</summary>
public sealed class ControlHold : IDisposable
{
    private readonly ControlLease _lease;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ITimer _forgotten;
    private readonly TaskCompletionSource<ControlEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ControlHold(ControlLease lease, string clientId, TimeSpan patience, TimeProvider time)
    {
        (_lease, ClientId, _patience, _time) = (lease, clientId, patience, time);
        Until = time.GetUtcNow() + patience;
        _forgotten = time.CreateTimer(_ => _lease.End(this, ControlEnd.Forgotten), null, patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whose it is.</summary>
    public string ClientId { get; }

    /// <summary>When it ends if nothing is done with it until then.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Whether it still holds.</summary>
    public bool IsHeld => !_ended.Task.IsCompleted;

    /// <summary>How it ended, once it has.</summary>
    public Task<ControlEnd> Ended => _ended.Task;

    /// <summary>The person did something.</summary>
    public void Touch()
    {
        Until = _time.GetUtcNow() + _patience;
        _forgotten.Change(_patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells those who follow the lease what the person did.</summary>
    /// <param name="input">What was done.</param>
    /// <param name="target">What it was done to, as far as the page tells; null: not known.</param>
    public void Used(LiveInput input, LiveTarget? target) => _lease.Tell(this, input, target);

    /// <inheritdoc />
    public void Dispose() => _lease.End(this, ControlEnd.Ceded);

    internal void Close(ControlEnd why)
    {
        _forgotten.Dispose();
        _ended.TrySetResult(why);
    }
}

/// <summary>How a person's control ended.</summary>
public enum ControlEnd
{
    /// <summary>Given back, or the connection ended.</summary>
    Ceded,

    /// <summary>Another person took it.</summary>
    TakenOver,

    /// <summary>Nothing was done with it for too long.</summary>
    Forgotten,
}
