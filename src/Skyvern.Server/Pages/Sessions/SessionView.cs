using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Pages.Tasks;

namespace Skyvern.Server.Pages.Sessions;

/// <summary>A browser session in the list.</summary>
public sealed record SessionRow
{
    /// <summary>The session's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required SessionStatus Status { get; init; }

    /// <summary>Where its browser went first; null: to an empty page.</summary>
    public required string? Url { get; init; }

    /// <summary>The run that uses it just now.</summary>
    public required string? RunId { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its browser was up.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it closes if nothing more happens in it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool IsOver => Status.IsFinal();
}

/// <summary>A browser session on its own page.</summary>
public sealed record SessionView
{
    /// <summary>What the list shows of it, too.</summary>
    public required SessionRow Row { get; init; }

    /// <summary>Minutes without activity after which it closes.</summary>
    public required int TimeoutMinutes { get; init; }

    /// <summary>The stored profile that it started from, or that was kept of it.</summary>
    public required string? ProfileId { get; init; }

    /// <summary>What was not done as asked.</summary>
    public required string? Warning { get; init; }

    /// <summary>Why it failed or timed out.</summary>
    public required string? FailureReason { get; init; }

    /// <summary>Where programs connect to its browser; null: they cannot.</summary>
    public required string? DevTools { get; init; }

    /// <summary>The runs in it, newest first.</summary>
    public required IReadOnlyList<TaskRow> Runs { get; init; }

    /// <summary>The files that it and its runs fetched, oldest first.</summary>
    public required IReadOnlyList<SessionFile> Files { get; init; }
}

/// <summary>A file that was fetched in a session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Url">Where it is.</param>
/// <param name="At">When it came.</param>
public sealed record SessionFile(string Name, long Size, string Url, DateTimeOffset At);

/// <summary>What somebody has entered to open a browser.</summary>
/// <param name="Url">Where it shall go first.</param>
/// <param name="Timeout">Minutes without activity after which it closes.</param>
/// <param name="Fault">Why it was not opened; null: not tried yet.</param>
public sealed record SessionForm(string Url, string Timeout, string? Fault = null)
{
    /// <summary>Nothing entered yet.</summary>
    public static readonly SessionForm Blank = new("", BrowserSession.UsualTimeout.ToString());
}
