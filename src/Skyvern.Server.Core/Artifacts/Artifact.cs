namespace Skyvern.Server.Core.Artifacts;

/// <summary>A file that a run or a browser session left: its row; the bytes are in the artifact store.</summary>
public sealed class Artifact
{
    /// <summary>The artifact's id, <c>a_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The run; null for what a browser session fetched while no run used it.</summary>
    public required string? RunId { get; init; }

    /// <summary>The browser session in which it came about.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>The step; null for artifacts of the whole run.</summary>
    public string? StepId { get; init; }

    /// <summary>The action.</summary>
    public string? ActionId { get; init; }

    /// <summary>A word of <see cref="ArtifactTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Key in the artifact store.</summary>
    public required string StorageKey { get; init; }

    /// <summary>The name a person sees, for downloads.</summary>
    public string? FileName { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public required string Checksum { get; init; }

    /// <summary>When what a recording shows began; null for all others.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
