using System.ComponentModel.DataAnnotations;

namespace Skyvern.Client.Contracts;

/// <summary>Keeps cookies and storage of a browser, so that later ones can start from them.</summary>
public sealed record CreateBrowserProfileRequest
{
    /// <summary>What it is called; unique within the organization.</summary>
    [Required, MinLength(1)]
    public string? Name { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>The session whose browser is kept; this or workflow_run_id.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>The workflow run whose browser is kept.</summary>
    public string? WorkflowRunId { get; init; }
}

/// <summary>Changes a profile; what is left out or null stays as it is.</summary>
public sealed record UpdateBrowserProfileRequest
{
    /// <summary>What it is called; unique within the organization.</summary>
    [MinLength(1)]
    public string? Name { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }
}

/// <summary>Cookies and storage of a browser that later ones can start from.</summary>
public sealed record BrowserProfileResponse
{
    /// <summary>The profile, <c>bp_…</c>.</summary>
    public required string BrowserProfileId { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>When it was deleted; null while it can be used.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}
