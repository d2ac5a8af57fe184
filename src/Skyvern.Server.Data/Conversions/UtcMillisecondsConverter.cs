using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Skyvern.Server.Data.Conversions;

/// <summary>Stores a time in UTC, cut to the millisecond: both databases give back the same.</summary>
internal sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    time => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()),
    time => time);
