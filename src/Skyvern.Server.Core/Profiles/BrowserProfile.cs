namespace Skyvern.Server.Core.Profiles;

/// <summary>Cookies and stored data of a browser, kept for later ones to start from.</summary>
public sealed class BrowserProfile
{
    /// <summary>The profile's id, <c>bp_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>What people call it; unique within the organization.</summary>
    public required string Name { get; set; }

    /// <summary>For people.</summary>
    public string? Description { get; set; }

    /// <summary>The state, encrypted: it holds the log-ins of sites.</summary>
    public required string ProtectedState { get; set; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; set; }
}
