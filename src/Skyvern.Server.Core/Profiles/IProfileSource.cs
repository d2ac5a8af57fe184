namespace Skyvern.Server.Core.Profiles;

/// <summary>Gives the engine what a browser starts from.</summary>
public interface IProfileSource
{
    /// <summary>The state of a profile in clear; null when it is unknown to this organization or can no longer be decrypted.</summary>
    Task<string?> OpenAsync(string organizationId, string profileId, CancellationToken cancellationToken);
}

/// <summary>There are none, and none are kept.</summary>
internal sealed class NoProfiles : IProfileSource, IProfileKeeper
{
    public Task<string?> KeepAsync(string organizationId, string? profileId, string name, string state, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    public Task<string?> OpenAsync(string organizationId, string profileId, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
