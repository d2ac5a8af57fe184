namespace Skyvern.Server.Webhooks;

/// <summary>When a delivery is tried again: soon at first, then with growing gaps, until it is given up.</summary>
internal static class WebhookSchedule
{
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(1);

    /// <summary>The next attempt's time; null: give up.</summary>
    /// <param name="options">Gaps and limits.</param>
    /// <param name="attempts">Attempts made, at least one.</param>
    /// <param name="retryAfter">What the receiver asked for; counts where it is longer.</param>
    /// <param name="createdAt">Creation of the delivery.</param>
    /// <param name="now">The end of the last attempt.</param>
    /// <param name="random">0..1, keeps receivers from being hit by all deliveries at once.</param>
    public static DateTimeOffset? Next(
        WebhookOptions options, int attempts, TimeSpan? retryAfter, DateTimeOffset createdAt, DateTimeOffset now, double random)
    {
        var longest = TimeSpan.FromSeconds(options.MaxGapSeconds);
        var gap = TimeSpan.FromSeconds(Math.Min(options.FirstGapSeconds * Math.Pow(2, attempts - 1), longest.TotalSeconds)) + (Jitter * random);
        if (retryAfter > gap)
        {
            gap = retryAfter.Value;
        }

        var next = now + (gap < longest ? gap : longest);
        return next <= createdAt + TimeSpan.FromHours(options.GiveUpAfterHours) ? next : null;
    }
}
