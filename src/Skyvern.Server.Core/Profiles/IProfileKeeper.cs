namespace Skyvern.Server.Core.Profiles;

/// <summary>Keeps what a browser leaves.</summary>
public interface IProfileKeeper
{
    /// <summary>Keeps a state in the profile that the browser started from, or else in a new one.</summary>
    /// <param name="organizationId">Whose it is.</param>
    /// <param name="profileId">The profile to bring up to date; null: a new one.</param>
    /// <param name="name">The name of a new one.</param>
    /// <param name="state">The state, as <see cref="Browsing.IBrowserSession.SaveStateAsync"/> gave it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The profile's id; null: none was kept.</returns>
    Task<string?> KeepAsync(string organizationId, string? profileId, string name, string state, CancellationToken cancellationToken);
}
