namespace Skyvern.Server.Core.Profiles;

/// <summary>Keeps profiles.</summary>
public interface IProfileStore
{
    /// <summary>Stores a profile; false when the organization has one of this name.</summary>
    Task<bool> TryAddAsync(BrowserProfile profile, CancellationToken cancellationToken);

    /// <summary>The profile; null when unknown to this organization.</summary>
    Task<BrowserProfile?> FindAsync(string organizationId, string profileId, CancellationToken cancellationToken);

    /// <summary>An organization's profiles, newest first.</summary>
    Task<IReadOnlyList<BrowserProfile>> ListAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>Stores name, description and state of a known profile; false when the organization has another one of this name.</summary>
    Task<bool> TryUpdateAsync(BrowserProfile profile, CancellationToken cancellationToken);

    /// <summary>Deletes for good; false when unknown to this organization.</summary>
    Task<bool> DeleteAsync(string organizationId, string profileId, CancellationToken cancellationToken);
}
