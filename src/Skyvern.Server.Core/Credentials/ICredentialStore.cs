namespace Skyvern.Server.Core.Credentials;

/// <summary>Keeps credentials.</summary>
public interface ICredentialStore
{
    /// <summary>Stores a credential; false when the organization has one of this name.</summary>
    Task<bool> TryAddAsync(Credential credential, CancellationToken cancellationToken);

    /// <summary>The credential; null when unknown to this organization.</summary>
    Task<Credential?> FindAsync(string organizationId, string credentialId, CancellationToken cancellationToken);

    /// <summary>An organization's credentials, oldest first.</summary>
    Task<IReadOnlyList<Credential>> ListAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>Deletes for good; false when unknown to this organization.</summary>
    Task<bool> DeleteAsync(string organizationId, string credentialId, CancellationToken cancellationToken);
}
