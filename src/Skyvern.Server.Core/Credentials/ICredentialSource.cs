namespace Skyvern.Server.Core.Credentials;

/// <summary>Gives the engine the log-ins that a run may use.</summary>
public interface ICredentialSource
{
    /// <summary>An organization's log-ins in clear; those that can no longer be decrypted are left out.</summary>
    Task<IReadOnlyList<LogIn>> OpenAsync(string organizationId, CancellationToken cancellationToken);
}

/// <summary>A log-in in clear: it lives no longer than the run, and is never shown.</summary>
/// <param name="Name">What planners call it.</param>
/// <param name="Username">The account.</param>
/// <param name="Password">The password.</param>
/// <param name="TotpSecret">The secret of an authenticator app, or null.</param>
/// <param name="Origins">Where it may be typed.</param>
public sealed record LogIn(string Name, string Username, string Password, string? TotpSecret, IReadOnlyList<string> Origins);

/// <summary>There are none.</summary>
internal sealed class NoCredentials : ICredentialSource
{
    public Task<IReadOnlyList<LogIn>> OpenAsync(string organizationId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LogIn>>([]);
}
