using System.Net;

namespace Skyvern.Client.Http;

/// <summary>Whether a call is tried again, and when.</summary>
internal static class RetryRule
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Whether an answer says that the same call may go well later.</summary>
    public static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>How long to wait before the next try; null when the server asks for more patience than a call has.</summary>
    /// <param name="tries">Tries so far, from 1.</param>
    /// <param name="response">The last answer; null: none came.</param>
    /// <param name="now">Measures a Retry-After that is a date.</param>
    public static TimeSpan? Delay(int tries, HttpResponseMessage? response, DateTimeOffset now)
    {
        // Many clients that met the same fault must not come back at the same moment.
        var backoff = First * Math.Pow(2, tries - 1) * (1 + (Random.Shared.NextDouble() / 2));
        var asked = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => TimeSpan.Zero,
        };
        return asked > Longest ? null : asked > backoff ? asked : backoff;
    }
}
