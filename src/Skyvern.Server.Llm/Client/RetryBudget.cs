namespace Skyvern.Server.Llm.Client;

/// <summary>How often and how long one question is tried again: 5 tries, and no new one later than 60 seconds after the first began.</summary>
internal sealed class RetryBudget(TimeProvider time)
{
    private const int MostTries = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly long _start = time.GetTimestamp();
    private int _tries = 1;

    /// <summary>Tries made so far.</summary>
    public int Tries => _tries;

    /// <summary>Waits as the provider asked, else longer each time; false at once when nothing is left.</summary>
    public async Task<bool> TryWaitAsync(TimeSpan? asked, CancellationToken cancellationToken)
    {
        if (_tries == MostTries)
        {
            return false;
        }

        var wait = asked is { } told ? told + (told * (0.1 * Chance())) : TimeSpan.FromSeconds(Math.Min(8, 0.5 * (1 << _tries)) * (0.75 + (0.5 * Chance())));
        if (time.GetElapsedTime(_start) + wait > Patience)
        {
            return false;
        }

        _tries++;
        await Task.Delay(wait, time, cancellationToken);
        return true;
    }

    // Spreads the waits of runs that were refused at the same moment; nothing secret depends on it.
#pragma warning disable CA5394
    private static double Chance() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
