namespace Skyvern.Server.Core.Live;

/// <summary>How many people watch a browser. Recordings and other programs do not count.</summary>
public sealed class LiveAudience
{
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>One more, until disposed.</summary>
    public IDisposable Join()
    {
        Interlocked.Increment(ref _count);
        return new Undo(() => Interlocked.Decrement(ref _count));
    }
}
