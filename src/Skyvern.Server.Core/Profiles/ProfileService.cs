using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Profiles;

/// <summary>The use cases of browser profiles: their state is encrypted before it is stored, and opened for browsers alone.</summary>
public sealed partial class ProfileService(
    IProfileStore store, ISecretProtector protector, TimeProvider time, ILogger<ProfileService> logger) : IProfileSource, IProfileKeeper
{
    /// <summary>Keeps a browser's state as a new profile; null when the organization has one of this name.</summary>
    public async Task<BrowserProfile?> SaveAsync(
        string organizationId, string name, string? description, string state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var profile = new BrowserProfile
        {
            Id = RunIds.Profile(now),
            OrganizationId = organizationId,
            Name = name,
            Description = description,
            ProtectedState = protector.Protect(state),
            CreatedAt = now,
            ModifiedAt = now,
        };
        return await store.TryAddAsync(profile, cancellationToken) ? profile : null;
    }

    /// <summary>Keeps the present state of a browser that started from a profile; false when the profile is unknown to this organization.</summary>
    public async Task<bool> RefreshAsync(string organizationId, string profileId, string state, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(organizationId, profileId, cancellationToken) is not { } profile)
        {
            return false;
        }

        profile.ProtectedState = protector.Protect(state);
        profile.ModifiedAt = time.GetUtcNow();
        return await store.TryUpdateAsync(profile, cancellationToken);
    }

    /// <summary>Renames or describes a profile; what is null stays as it is. False when the organization has another one of this name.</summary>
    public Task<bool> ChangeAsync(BrowserProfile profile, string? name, string? description, CancellationToken cancellationToken)
    {
        profile.Name = name ?? profile.Name;
        profile.Description = description ?? profile.Description;
        profile.ModifiedAt = time.GetUtcNow();
        return store.TryUpdateAsync(profile, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<string?> KeepAsync(string organizationId, string? profileId, string name, string state, CancellationToken cancellationToken) =>
        profileId is not null && await RefreshAsync(organizationId, profileId, state, cancellationToken)
            ? profileId
            : (await SaveAsync(organizationId, name, null, state, cancellationToken))?.Id;

    /// <inheritdoc />
    public async Task<string?> OpenAsync(string organizationId, string profileId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(organizationId, profileId, cancellationToken) is not { } profile)
        {
            return null;
        }

        var state = protector.TryUnprotect(profile.ProtectedState);
        if (state is null)
        {
            LogUnreadable(profileId);
        }

        return state;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Browser profile {ProfileId} cannot be decrypted with this server's key ring: make it anew.")]
    private partial void LogUnreadable(string profileId);
}
