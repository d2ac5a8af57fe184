namespace Skyvern.Server.Core.Organizations;

/// <summary>A credential of an organization. The key itself is stored as a hash for look-up and encrypted for signing.</summary>
public sealed class ApiKey
{
    /// <summary>The key's id, <c>key_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key in lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The key, encrypted.</summary>
    public required string ProtectedKey { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to the minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Set when it no longer counts.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
