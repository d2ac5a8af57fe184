namespace Skyvern.Client.Contracts;

/// <summary>A browser that stays open over several runs. Every key is always present.</summary>
public sealed record BrowserSessionResponse
{
    /// <summary>The session, <c>pbs_…</c>.</summary>
    public required string BrowserSessionId { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>created, running, completed, failed or timeout; completed, failed and timeout are final.</summary>
    public required string Status { get; init; }

    /// <summary>What uses it just now: <c>task</c> or <c>workflow_run</c>.</summary>
    public string? RunnableType { get; init; }

    /// <summary>The run that uses it just now.</summary>
    public string? RunnableId { get; init; }

    /// <summary>Minutes without activity after which it closes.</summary>
    public int? Timeout { get; init; }

    /// <summary>Where a client connects over the Chrome DevTools protocol, with the header x-api-key.</summary>
    public string? BrowserAddress { get; init; }

    /// <summary>The session's page for people.</summary>
    public required string AppUrl { get; init; }

    /// <summary>The extensions asked for.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <summary>The browser asked for.</summary>
    public string? BrowserType { get; init; }

    /// <summary>The profile it started from.</summary>
    public string? BrowserProfileId { get; init; }

    /// <summary>Whether a profile is kept when it ends.</summary>
    public bool GenerateBrowserProfile { get; init; }

    /// <summary>Always false: the live picture comes over a WebSocket of its own.</summary>
    public bool VncStreamingSupported { get; init; }

    /// <summary><c>cdp</c> where one session is asked for; null in lists.</summary>
    public string? StreamTransport { get; init; }

    /// <summary>Always null: files are told by their addresses.</summary>
    public string? DownloadPath { get; init; }

    /// <summary>Files that it and its runs fetched.</summary>
    public IReadOnlyList<DownloadedFile> DownloadedFiles { get; init; } = [];

    /// <summary>Videos of its runs.</summary>
    public IReadOnlyList<DownloadedFile> Recordings { get; init; } = [];

    /// <summary>When the browser was up.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Always null: sessions are kept in the history.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>What was not done as asked, e.g. a capped timeout.</summary>
    public string? Warning { get; init; }

    /// <summary>Why it failed or timed out, as a sentence.</summary>
    public string? FailureReason { get; init; }
}

/// <summary>What became of a call that has nothing else to say.</summary>
/// <param name="Message">One sentence.</param>
public sealed record MessageResponse(string Message);
