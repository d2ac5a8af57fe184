using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Skyvern.Server.Settings;

/// <summary>
/// The variables of the environment that have a value: compose files pass on what nobody has set, and mean the default. A connection string
/// may also have the name that .NET programs give it.
/// </summary>
internal sealed class FilledVariables : EnvironmentVariablesConfigurationProvider, IConfigurationSource
{
    private const string Setting = "Database:ConnectionString";
    private const string UsualName = "ConnectionStrings:Skyvern";

    private bool _hasUsualName;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        base.Load();
        Data = Data.Where(variable => !string.IsNullOrWhiteSpace(variable.Value))
            .ToDictionary(variable => variable.Key, variable => variable.Value, StringComparer.OrdinalIgnoreCase);
        _hasUsualName = Data.TryGetValue(UsualName, out var connection) && Data.TryAdd(Setting, connection);
    }

    /// <summary>The variable that a setting comes from.</summary>
    public string NameOf(string key) =>
        (_hasUsualName && key.Equals(Setting, StringComparison.OrdinalIgnoreCase) ? UsualName : key).Replace(":", "__", StringComparison.Ordinal);
}
