using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Credentials;

/// <summary>The use cases of stored credentials: what is secret in them is encrypted before it is stored, and opened for runs alone.</summary>
public sealed partial class CredentialService(
    ICredentialStore store, ISecretProtector protector, TimeProvider time, ILogger<CredentialService> logger) : ICredentialSource
{
    /// <summary>Stores a credential; null when the organization has one of this name.</summary>
    public async Task<Credential?> CreateAsync(NewCredential asked, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var credential = new Credential
        {
            Id = RunIds.Credential(now),
            OrganizationId = asked.OrganizationId,
            Name = asked.Name,
            Username = asked.Username,
            ProtectedPassword = protector.Protect(asked.Password),
            ProtectedTotpSecret = asked.TotpSecret is { } totp ? protector.Protect(totp) : null,
            Origins = asked.Origins,
            CreatedAt = now,
            ModifiedAt = now,
        };
        return await store.TryAddAsync(credential, cancellationToken) ? credential : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<LogIn>> OpenAsync(string organizationId, CancellationToken cancellationToken)
    {
        var open = new List<LogIn>();
        foreach (var credential in await store.ListAsync(organizationId, cancellationToken))
        {
            var password = protector.TryUnprotect(credential.ProtectedPassword);
            var totp = credential.ProtectedTotpSecret is { } secret ? protector.TryUnprotect(secret) : null;
            if (password is null || (totp is null && credential.ProtectedTotpSecret is not null))
            {
                LogUnreadable(credential.Id);
                continue;
            }

            open.Add(new LogIn(credential.Name, credential.Username, password, totp, credential.Origins));
        }

        return open;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Credential {CredentialId} cannot be decrypted with this server's key ring: store it anew.")]
    private partial void LogUnreadable(string credentialId);
}
