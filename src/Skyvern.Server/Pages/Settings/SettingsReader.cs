using System.Security.Claims;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Settings;

namespace Skyvern.Server.Pages.Settings;

/// <summary>Reads the keys and log-ins of an organization and, for whoever runs the server, the settings in use.</summary>
internal sealed class SettingsReader(OrganizationService organizations, ICredentialStore credentials, ISecretProtector protector, IConfiguration configuration)
{
    private const int ShownOfKey = 9;
    private const string Defaults = "appsettings.json";

    /// <summary>For this person.</summary>
    public async Task<SettingsView> ReadAsync(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var organizationId = person.OrganizationId();
        var keys = await organizations.ListKeysAsync(organizationId, cancellationToken);
        return new SettingsView(
            [.. keys.Select(key => new KeyRow(key, BeginningOf(key), key.Id == person.ApiKeyId())).OrderByDescending(row => row.IsValid).ThenByDescending(row => row.Key.CreatedAt)],
            await credentials.ListAsync(organizationId, cancellationToken),
            await organizations.IsOperatorsAsync(organizationId, cancellationToken) ? ReadSections() : null);
    }

    private IReadOnlyList<SettingSection> ReadSections() =>
    [
        .. SettingsInUse.Read((IConfigurationRoot)configuration)
            .Select(setting => new SettingRow(setting.Key, setting.Shown, setting.Source, setting.Source != Defaults, setting.IsKnown))
            .GroupBy(row => row.Key.Contains(':', StringComparison.Ordinal) ? row.Key[..row.Key.IndexOf(':', StringComparison.Ordinal)] : "Other", StringComparer.OrdinalIgnoreCase)
            .Select(section => new SettingSection(section.Key, [.. section])),
    ];

    private string BeginningOf(ApiKey key) =>
        protector.TryUnprotect(key.ProtectedKey) is { Length: > ShownOfKey } secret ? secret[..ShownOfKey] + "…" : "cannot be read";
}
