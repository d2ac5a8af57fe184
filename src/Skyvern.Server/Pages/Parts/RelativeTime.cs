using System.Globalization;

namespace Skyvern.Server.Pages.Parts;

/// <summary>Times as people say them.</summary>
internal static class RelativeTime
{
    /// <summary>How long ago, or in how long; a date for what is further away than a month.</summary>
    public static string Words(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (now - at).Duration();
        var words = distance switch
        {
            { TotalSeconds: < 5 } => null,
            { TotalSeconds: < 60 } => $"{(int)distance.TotalSeconds} s",
            { TotalMinutes: < 60 } => $"{(int)distance.TotalMinutes} min",
            { TotalHours: < 24 } => $"{(int)distance.TotalHours} h",
            { TotalDays: < 31 } => CountText.Of((int)distance.TotalDays, "day", "days"),
            _ => "",
        };
        return words switch
        {
            null => "just now",
            "" => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => at <= now ? $"{words} ago" : $"in {words}",
        };
    }

    /// <summary>In how long something is due that lies ahead; when it is late too, it is due now.</summary>
    public static string Until(DateTimeOffset at, DateTimeOffset now) => at - now < TimeSpan.FromSeconds(5) ? "now" : Words(at, now);

    /// <summary>To the second, in UTC.</summary>
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time that something took, as on a stop-watch: <c>6.4 s</c>, <c>1:14</c>, <c>1:02:03</c>.</summary>
    public static string Took(TimeSpan span) => span switch
    {
        { TotalSeconds: < 0 } => "0.0 s",
        { TotalSeconds: < 60 } => span.TotalSeconds.ToString("0.0 's'", CultureInfo.InvariantCulture),
        { TotalHours: < 1 } => span.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        _ => $"{(int)span.TotalHours}:{span.ToString(@"mm\:ss", CultureInfo.InvariantCulture)}",
    };
}
