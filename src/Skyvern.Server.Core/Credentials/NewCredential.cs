namespace Skyvern.Server.Core.Credentials;

/// <summary>A credential to be stored, in clear.</summary>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="Name">What people and planners call it.</param>
/// <param name="Username">The account.</param>
/// <param name="Password">The password.</param>
/// <param name="TotpSecret">The secret of an authenticator app, or null.</param>
/// <param name="Origins">Where it may be typed.</param>
public sealed record NewCredential(
    string OrganizationId, string Name, string Username, string Password, string? TotpSecret, IReadOnlyList<string> Origins);
