using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Skyvern.Server.Settings;

/// <summary>Settings that the server cannot start with; the message is for the person who starts it.</summary>
internal sealed class SettingsException(string message) : Exception(message);

/// <summary>Looks at all settings before any part reads them, so that every fault is told at once, by the name that has to be mended.</summary>
internal static class SettingsCheck
{
    /// <summary>Goes on only when every value can be read and is within its range.</summary>
    /// <exception cref="SettingsException">At least one is not.</exception>
    public static void Check(IConfiguration configuration)
    {
        var faults = SettingTypes.All.SelectMany(pair => FindFaults(configuration.GetSection(pair.Section), pair.Type))
            .Concat(FindLoggingFaults(configuration.GetSection("Logging"))).ToList();
        if (faults.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, faults));
        }
    }

    private static IEnumerable<string> FindFaults(IConfigurationSection section, Type type)
    {
        foreach (var property in SettingTypes.Of(type))
        {
            var setting = section.GetSection(property.Name);
            if (SettingTypes.EntryOf(property.PropertyType) is { } entry)
            {
                foreach (var fault in setting.GetChildren().SelectMany(child => FindFaults(child, entry)))
                {
                    yield return fault;
                }
            }
            else if (setting.Value is { } value && !IsGood(property, value))
            {
                yield return $"{setting.Path} is \"{value}\": allowed is {SettingTypes.Allowed(property)}.";
            }
        }
    }

    /// <summary>Read by the framework's own logging, which would end with a stack trace.</summary>
    private static IEnumerable<string> FindLoggingFaults(IConfigurationSection logging)
    {
        if (logging["Json"] is { Length: > 0 } json && !bool.TryParse(json, out _))
        {
            yield return $"Logging:Json is \"{json}\": allowed is true, false.";
        }

        foreach (var level in logging.GetSection("LogLevel").GetChildren().Where(level => !string.IsNullOrEmpty(level.Value) && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _)))
        {
            yield return $"{level.Path} is \"{level.Value}\": allowed is {string.Join(", ", Enum.GetNames<LogLevel>())}.";
        }
    }

    private static bool IsGood(PropertyInfo property, string value)
    {
        var given = Nullable.GetUnderlyingType(property.PropertyType);
        var type = given ?? property.PropertyType;
        if (type == typeof(string) || !(type.IsPrimitive || type.IsEnum || type == typeof(decimal)))
        {
            return true; // texts and lists have rules of their own
        }

        if (value.Length == 0)
        {
            return given is not null; // written down as none; blank variables never come here, they mean the default
        }

        try
        {
            var read = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return (!type.IsEnum || Enum.IsDefined(type, read!)) && property.GetCustomAttribute<RangeAttribute>()?.IsValid(read) != false;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }
}
