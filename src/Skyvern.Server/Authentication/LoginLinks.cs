using System.Security.Cryptography;
using System.Text;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Authentication;

/// <summary>The link that a start prints: whoever opens it first, within an hour, is logged in as the first organization. Kept in memory alone.</summary>
internal sealed class LoginLinks(OrganizationService organizations, TimeProvider time)
{
    /// <summary>The query value of the link.</summary>
    public const string Parameter = "token";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private (byte[] Token, DateTimeOffset Until)? _open;

    /// <summary>A new link, in place of the one before.</summary>
    /// <returns>Its path and query.</returns>
    public string Create()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        lock (_lock)
        {
            _open = (Encoding.ASCII.GetBytes(token), time.GetUtcNow() + Lifetime);
        }

        return $"{UiAccess.LoginPath}?{Parameter}={token}";
    }

    /// <summary>The key that a link's token logs in with; null when it was used before, is too old or unknown.</summary>
    public async Task<ApiKey?> RedeemAsync(string token, CancellationToken cancellationToken) =>
        TryUse(token) && await organizations.ListAsync(cancellationToken) is [var first, ..]
            ? (await organizations.ListKeysAsync(first.Id, cancellationToken)).FirstOrDefault(key => key.RevokedAt is null)
            : null;

    private bool TryUse(string token)
    {
        lock (_lock)
        {
            if (_open is not { } open || open.Until <= time.GetUtcNow()
                || !CryptographicOperations.FixedTimeEquals(open.Token, Encoding.UTF8.GetBytes(token)))
            {
                return false;
            }

            _open = null;
            return true;
        }
    }
}
