using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Skyvern.Server.Data.Conversions;

/// <summary>Stores a time as unix milliseconds.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
