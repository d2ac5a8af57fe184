namespace Skyvern.Server.Core.Credentials;

/// <summary>A log-in that an organization has stored, with the places it may be used at. Never changed: delete it and store another.</summary>
public sealed class Credential
{
    /// <summary>The credential's id, <c>cred_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>What people and planners call it; unique within the organization.</summary>
    public required string Name { get; init; }

    /// <summary>The account. Not a secret.</summary>
    public required string Username { get; init; }

    /// <summary>The password, encrypted.</summary>
    public required string ProtectedPassword { get; init; }

    /// <summary>The secret of an authenticator app, encrypted; null: none.</summary>
    public string? ProtectedTotpSecret { get; init; }

    /// <summary>Where it may be typed, e.g. <c>https://shop.example</c>: these sites and no others.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; set; }
}
