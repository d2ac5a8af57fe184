using System.Globalization;
using System.Security.Claims;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Authentication;

/// <summary>Short-lived credentials for web pages: whose they are and when they end is encrypted in them, so nothing is stored.</summary>
internal sealed class UiTokens(ISecretProtector protector, OrganizationService organizations, TimeProvider time)
{
    /// <summary>What every token begins with; no key does.</summary>
    public const string Prefix = "ui_";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>A token for the caller.</summary>
    public (string Token, long ExpiresAt) Create(ClaimsPrincipal caller)
    {
        var expiry = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var content = string.Create(CultureInfo.InvariantCulture, $"{expiry} {caller.OrganizationId()} {caller.ApiKeyId()}");
        return (Prefix + protector.Protect(content), expiry);
    }

    /// <summary>The key that a token stands for: it ends with its key, if not before.</summary>
    public async Task<UiTokenCheck> CheckAsync(string token, CancellationToken cancellationToken)
    {
        if (protector.TryUnprotect(token[Prefix.Length..])?.Split(' ') is not [var expiry, var organizationId, var keyId])
        {
            return new UiTokenCheck(null, IsExpired: false);
        }

        if (long.Parse(expiry, CultureInfo.InvariantCulture) <= time.GetUtcNow().ToUnixTimeSeconds())
        {
            return new UiTokenCheck(null, IsExpired: true);
        }

        return new UiTokenCheck(await organizations.FindKeyAsync(organizationId, keyId, cancellationToken), IsExpired: false);
    }
}

/// <summary>What became of a token.</summary>
/// <param name="Key">The key that it stands for; null: it does not count.</param>
/// <param name="IsExpired">Whether its time is over.</param>
internal sealed record UiTokenCheck(ApiKey? Key, bool IsExpired);
