using System.Reflection;
using Skyvern.Server.Browser;
using Skyvern.Server.Core;
using Skyvern.Server.Data;
using Skyvern.Server.Llm;

namespace Skyvern.Server.Settings;

/// <summary>The options of all parts: what settings there are.</summary>
internal static class SettingTypes
{
    /// <summary>Every options type, by the section of the settings that it reads.</summary>
    public static IReadOnlyList<(string Section, Type Type)> All { get; } =
    [
        .. new[] { typeof(SettingTypes), typeof(DataOptions), typeof(DatabaseOptions), typeof(LlmOptions), typeof(BrowserOptions) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Select(type => (Section: type.GetField("SectionName")?.GetRawConstantValue() as string, Type: type))
            .Where(pair => pair.Section is not null)
            .Select(pair => (pair.Section!, pair.Type))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The settings of one options type, or of an entry of a map.</summary>
    public static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite || EntryOf(property.PropertyType) is not null);

    /// <summary>What the entries of a map are made of; null when the type is no map of such.</summary>
    public static Type? EntryOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>) && type.GetGenericArguments()[1] is { IsClass: true } entry
        && entry != typeof(string) ? entry : null;

    /// <summary>What a value may be, in words.</summary>
    public static string Allowed(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var range = property.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>();
        return range is not null ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
            : type.IsEnum ? string.Join(", ", Enum.GetNames(type))
            : type == typeof(bool) ? "true, false"
            : EntryOf(type) is not null ? "a map"
            : type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "a list"
            : type == typeof(string) ? "text"
            : "a number";
    }
}
