namespace Skyvern.Server.Core.Organizations;

/// <summary>Organizations and their keys.</summary>
public interface IOrganizationStore
{
    /// <summary>Stores an organization.</summary>
    Task AddAsync(Organization organization, CancellationToken cancellationToken);

    /// <summary>The organization, or null.</summary>
    Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>All organizations, oldest first.</summary>
    Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores a key.</summary>
    Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>A key by its hash, revoked ones included; null when unknown.</summary>
    Task<ApiKey?> FindKeyByHashAsync(string hash, CancellationToken cancellationToken);

    /// <summary>An organization's keys, oldest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>Notes that a key was used.</summary>
    Task NoteUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Revokes a key; false when unknown or revoked before.</summary>
    Task<bool> RevokeKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Revokes a key of an organization that has another valid one; of callers at once, one key is left to stay.</summary>
    Task<KeyRevocation> RevokeSpareKeyAsync(string organizationId, string keyId, DateTimeOffset now, CancellationToken cancellationToken);
}
