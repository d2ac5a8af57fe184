using Skyvern.Server.Core.Credentials;

namespace Skyvern.Server.Pages.Settings;

/// <summary>What the page of keys and settings shows.</summary>
/// <param name="Keys">The organization's keys: valid ones first, then the newest first.</param>
/// <param name="LogIns">Its stored log-ins, without what is secret in them.</param>
/// <param name="Sections">The server's settings; null: they are not this organization's business.</param>
public sealed record SettingsView(IReadOnlyList<KeyRow> Keys, IReadOnlyList<Credential> LogIns, IReadOnlyList<SettingSection>? Sections);

/// <summary>Settings that belong together.</summary>
/// <param name="Name">Their section.</param>
/// <param name="Rows">The settings.</param>
public sealed record SettingSection(string Name, IReadOnlyList<SettingRow> Rows)
{
    /// <summary>How many were set by whoever runs the server.</summary>
    public int Changed => Rows.Count(row => row.IsChanged);
}

/// <summary>A setting.</summary>
/// <param name="Key">Section and name.</param>
/// <param name="Value">Its value; secrets masked.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="IsChanged">Whether somebody set it: it comes from somewhere else than the defaults.</param>
/// <param name="IsKnown">Whether the server knows such a setting.</param>
public sealed record SettingRow(string Key, string Value, string Source, bool IsChanged, bool IsKnown);
