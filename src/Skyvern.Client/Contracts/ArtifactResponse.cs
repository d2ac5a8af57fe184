namespace Skyvern.Client.Contracts;

/// <summary>A file that a run left: a picture, a download, a log, a prompt.</summary>
public sealed record ArtifactResponse
{
    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What it is, e.g. <c>screenshot_action</c>, <c>download</c>, <c>llm_prompt</c>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary>Names the content in the artifact store.</summary>
    public required string Uri { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Always null: artifacts are not bundled.</summary>
    public string? BundleKey { get; init; }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public string? Checksum { get; init; }

    /// <summary>Bytes.</summary>
    public long? FileSize { get; init; }

    /// <summary>The run.</summary>
    public string? TaskId { get; init; }

    /// <summary>The step.</summary>
    public string? StepId { get; init; }

    /// <summary>The workflow run.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>The block of a workflow run.</summary>
    public string? WorkflowRunBlockId { get; init; }

    /// <summary>The run.</summary>
    public string? RunId { get; init; }

    /// <summary>The browser session.</summary>
    public string? BrowserSessionId { get; init; }

    /// <summary>Always null.</summary>
    public string? ObserverCruiseId { get; init; }

    /// <summary>Always null.</summary>
    public string? ObserverThoughtId { get; init; }

    /// <summary>Always null.</summary>
    public string? AiSuggestionId { get; init; }

    /// <summary>Where the bytes are; needs no key until it expires.</summary>
    public string? SignedUrl { get; init; }

    /// <summary>Whether it was moved to an archive.</summary>
    public bool Archived { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
