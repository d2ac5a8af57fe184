using System.Globalization;

namespace Skyvern.Server.Llm.Client;

/// <summary>Reads how long a provider asks to wait.</summary>
internal static class RetryAfter
{
    /// <summary>From <c>retry-after-ms</c>, or <c>retry-after</c> in seconds or as a date; null when there is none or it makes no sense.</summary>
    public static TimeSpan? Read(string? milliseconds, string? value, DateTimeOffset now)
    {
        if (Number(milliseconds) is { } ms)
        {
            return TimeSpan.FromMilliseconds(ms);
        }

        if (Number(value) is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? (date > now ? date - now : TimeSpan.Zero)
            : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e9 ? number : null;
}
