using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Organizations;

/// <summary>Makes organizations and their keys, and tells whose a key is.</summary>
public sealed partial class OrganizationService(
    IOrganizationStore store, ISecretProtector protector, KeyCache cache, TimeProvider time, ILogger<OrganizationService> logger)
{
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>A new organization with its first key.</summary>
    public async Task<(Organization Organization, NewApiKey Key)> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var organization = new Organization { Id = RunIds.Organization(now), Name = name, CreatedAt = now };
        await store.AddAsync(organization, cancellationToken);
        LogCreated(organization.Id);
        return (organization, await CreateKeyAsync(organization.Id, "default", cancellationToken));
    }

    /// <summary>A further key of an organization.</summary>
    public async Task<NewApiKey> CreateKeyAsync(string organizationId, string name, CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.New();
        var now = time.GetUtcNow();
        var key = new ApiKey
        {
            Id = RunIds.ApiKey(now),
            OrganizationId = organizationId,
            Name = name,
            Hash = ApiKeySecret.Hash(secret),
            ProtectedKey = protector.Protect(secret),
            CreatedAt = now,
        };
        await store.AddKeyAsync(key, cancellationToken);
        LogKeyCreated(key.Id, organizationId);
        return new(key, secret);
    }

    /// <summary>All organizations, oldest first.</summary>
    public Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    /// <summary>An organization's keys, revoked ones included, oldest first.</summary>
    public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken) =>
        store.ListKeysAsync(organizationId, cancellationToken);

    /// <summary>A key that counts, by its id; null when there is none, or when it was revoked.</summary>
    public async Task<ApiKey?> FindKeyAsync(string organizationId, string keyId, CancellationToken cancellationToken)
    {
        if (cache.Find(keyId) is { } known)
        {
            return known.OrganizationId == organizationId ? known : null;
        }

        var generation = cache.Generation;
        var key = (await store.ListKeysAsync(organizationId, cancellationToken)).FirstOrDefault(key => key.Id == keyId && key.RevokedAt is null);
        if (key is not null)
        {
            await NoteUseAsync(key, cancellationToken);
            cache.Add(keyId, key, generation);
        }

        return key;
    }

    /// <summary>Whether this is the organization that was made with the server: whoever runs the server has its first key.</summary>
    public async Task<bool> IsOperatorsAsync(string organizationId, CancellationToken cancellationToken) =>
        (await store.ListAsync(cancellationToken)) is [var first, ..] && first.Id == organizationId;

    /// <summary>Takes the power away from a key of this organization, unless it is the last valid one.</summary>
    public async Task<KeyRevocation> RevokeSpareKeyAsync(string organizationId, string keyId, CancellationToken cancellationToken)
    {
        var revocation = await store.RevokeSpareKeyAsync(organizationId, keyId, time.GetUtcNow(), cancellationToken);
        NoteRevocation(keyId, revocation == KeyRevocation.Revoked);
        return revocation;
    }

    /// <summary>Takes a key's power away, the last one's too; false when it is unknown or was revoked before.</summary>
    public async Task<bool> RevokeKeyAsync(string keyId, CancellationToken cancellationToken)
    {
        var revoked = await store.RevokeKeyAsync(keyId, time.GetUtcNow(), cancellationToken);
        NoteRevocation(keyId, revoked);
        return revoked;
    }

    /// <summary>Whose key this is.</summary>
    public async Task<KeyCheck> AuthenticateAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = ApiKeySecret.Hash(secret);
        if (cache.Find(hash) is { } known)
        {
            return new(KeyCheckKind.Valid, known);
        }

        var generation = cache.Generation;
        if (await store.FindKeyByHashAsync(hash, cancellationToken) is not { } key)
        {
            return KeyCheck.Unknown;
        }

        if (key.RevokedAt is not null)
        {
            return new(KeyCheckKind.Revoked, key);
        }

        await NoteUseAsync(key, cancellationToken);
        cache.Add(hash, key, generation);
        return new(KeyCheckKind.Valid, key);
    }

    private void NoteRevocation(string keyId, bool revoked)
    {
        cache.Clear();
        if (revoked)
        {
            LogKeyRevoked(keyId);
        }
    }

    private async Task NoteUseAsync(ApiKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (key.LastUsedAt is null || key.LastUsedAt + UseNotedEvery < now)
        {
            await store.NoteUseAsync(key.Id, now, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Organization {OrganizationId} created.")]
    private partial void LogCreated(string organizationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "API key {KeyId} created for organization {OrganizationId}.")]
    private partial void LogKeyCreated(string keyId, string organizationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "API key {KeyId} revoked.")]
    private partial void LogKeyRevoked(string keyId);
}
