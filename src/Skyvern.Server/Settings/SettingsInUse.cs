using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.KeyPerFile;

namespace Skyvern.Server.Settings;

/// <summary>A setting as the server reads it.</summary>
/// <param name="Key">Section and name, e.g. <c>Engine:MaxSteps</c>.</param>
/// <param name="Shown">Its value; secrets masked.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="IsKnown">Whether the server knows such a setting.</param>
internal sealed record SettingInUse(string Key, string Shown, string Source, bool IsKnown);

/// <summary>Reads which settings are in use. <c>appsettings.json</c> names every setting: what it does not name is none.</summary>
internal static partial class SettingsInUse
{
    private const string Mask = "***";

    // Not sections of the file, but read all the same.
    private static readonly string[] Others = ["Demo:Enabled", "OPENAI_API_KEY", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    /// <summary>All settings of the server's sections, by name.</summary>
    public static IReadOnlyList<SettingInUse> Read(IConfigurationRoot configuration)
    {
        var defaults = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build();
        var known = defaults.AsEnumerable().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        var sections = defaults.GetChildren().Select(section => section.Key).Append("Demo").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. configuration.AsEnumerable()
                .Where(pair => (pair.Value is not null || !configuration.GetSection(pair.Key).GetChildren().Any()) && (sections.Contains(pair.Key.Split(':')[0]) && pair.Key.Contains(':') || IsOther(pair.Key)))
                .Select(pair => new SettingInUse(pair.Key, Shown(pair.Key, pair.Value), SourceOf(configuration, pair.Key), IsKnown(pair.Key, known)))
                .OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static bool IsOther(string key) => Others.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Named in the file, or an entry of a map or list that is empty there; log levels are free.</summary>
    private static bool IsKnown(string key, Dictionary<string, string?> known) =>
        IsOther(key) || known.ContainsKey(key) || key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase)
        || Parents(key).Any(parent => known.TryGetValue(parent, out var value) && string.IsNullOrEmpty(value) && parent.Contains(':') && !HasEntries(parent, known));

    private static bool HasEntries(string parent, Dictionary<string, string?> known) =>
        known.Keys.Any(key => key.StartsWith(parent + ":", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Parents(string key)
    {
        for (var end = key.LastIndexOf(':'); end > 0; end = key.LastIndexOf(':', end - 1))
        {
            yield return key[..end];
        }
    }

    private static string SourceOf(IConfigurationRoot configuration, string key) =>
        configuration.Providers.Last(provider => provider.TryGet(key, out _)) switch
        {
            JsonConfigurationProvider { Source.Path: { } path } => path,
            FilledVariables variables => $"environment {variables.NameOf(key)}",
            EnvironmentVariablesConfigurationProvider => $"environment {key.Replace(":", "__", StringComparison.Ordinal)}",
            KeyPerFileConfigurationProvider => $"secret file {key.Replace(":", "__", StringComparison.Ordinal)}",
            CommandLineConfigurationProvider => "argument",
            var other => other.GetType().Name.Replace("ConfigurationProvider", "", StringComparison.Ordinal),
        };

    private static string Shown(string key, string? value) =>
        string.IsNullOrEmpty(value) ? "(empty)"
        : SecretName().IsMatch(key) ? Mask
        : SecretPart().Replace(value, match => match.Groups["name"].Value + Mask);

    [GeneratedRegex("(ApiKey|API_KEY|Password|Secret|SecretKey|Token|Headers)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    /// <summary>A password within a connection string, quoted or not, or within an address; and keys in an address's query.</summary>
    [GeneratedRegex(
        """
        (?<name>(?:password|pwd)\s*=\s*)(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]+)
        | (?<name>://(?:[^/@:\s]*:)?)[^/?#\s]+(?=@)
        | (?<name>[?&][^=&#\s]*(?:key|token|secret|sig|signature|code|password)=)[^&#\s]+
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SecretPart();
}
