using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Authentication;

/// <summary>Tells whose a credential is: a key's or a ui token's.</summary>
internal sealed class CallerCheck(OrganizationService organizations, UiTokens tokens)
{
    /// <summary>What is said of a call without a credential, or with one that was revoked.</summary>
    public const string Invalid = "Invalid credentials";

    private const string Unknown = "Could not validate credentials";
    private const string Expired = "Auth token is expired";

    /// <summary>The key that a credential stands for, or why there is none.</summary>
    public async Task<(ApiKey? Key, string Refusal)> CheckAsync(string secret, CancellationToken cancellationToken)
    {
        if (secret.StartsWith(UiTokens.Prefix, StringComparison.Ordinal))
        {
            var token = await tokens.CheckAsync(secret, cancellationToken);
            return (token.Key, token.IsExpired ? Expired : Unknown);
        }

        var check = await organizations.AuthenticateAsync(secret, cancellationToken);
        return (check is { Kind: KeyCheckKind.Valid, Key: { } key } ? key : null, check.Kind == KeyCheckKind.Unknown ? Unknown : Invalid);
    }
}
