using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Skyvern.Server.Data.Conversions;

/// <summary>Stores an enum as its name in snake_case, the word that the wire uses, so that rows can be read by people.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : ValueConverter<TEnum, string>(value => ToWord(value), word => FromWord(word))
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Words =
        Enum.GetValues<TEnum>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly Dictionary<string, TEnum> Values = Words.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static string ToWord(TEnum value) => Words[value];

    private static TEnum FromWord(string word) => Values[word];
}
