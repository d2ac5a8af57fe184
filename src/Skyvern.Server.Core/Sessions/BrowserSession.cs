namespace Skyvern.Server.Core.Sessions;

/// <summary>A browser that stays open over several runs: the aggregate that owns the rules of its life.</summary>
/// <remarks>
/// | from    | to                                      |
/// |---------|-----------------------------------------|
/// | created | running, completed, failed              |
/// | running | completed, failed, timeout              |
/// | final   | nothing                                 |
/// Its browser lives in one process, which no other can take it over from: it ends with that process.
/// </remarks>
public sealed class BrowserSession
{
    /// <summary>Minutes without activity after which it closes, where the caller says nothing.</summary>
    public const int UsualTimeout = 60;

    /// <summary>The shortest time-out in minutes.</summary>
    public const int LeastTimeout = 5;

    /// <summary>The longest time-out in minutes; longer ones are capped.</summary>
    public const int MostTimeout = 240;

    /// <summary>How long a session is open at most, whatever happens in it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private BrowserSession()
    {
    }

    /// <summary>The session's id, <c>pbs_…</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The tenant it belongs to.</summary>
    public string OrganizationId { get; private set; } = "";

    /// <summary>The process that has its browser open.</summary>
    public string NodeId { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public SessionStatus Status { get; private set; }

    /// <summary>The accepted request.</summary>
    public SessionRequest Request { get; private set; } = null!;

    /// <summary>Whether a profile is kept of it when it ends.</summary>
    public bool GenerateBrowserProfile { get; private set; }

    /// <summary>The profile that it started from, or that was kept of it.</summary>
    public string? ProfileId { get; private set; }

    /// <summary>What uses it just now: <c>task</c> or <c>workflow_run</c>.</summary>
    public string? RunnableType { get; private set; }

    /// <summary>The run that uses it just now.</summary>
    public string? RunnableId { get; private set; }

    /// <summary>What was not done as asked.</summary>
    public string? Warning { get; private set; }

    /// <summary>Why it failed or timed out, as a sentence.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>Creation.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Last change.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>When its browser was up.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset LastActivityAt { get; private set; }

    /// <summary>When its process last told that it is there; another one ends what nobody tells of.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>When it closes if nothing more happens in it.</summary>
    public DateTimeOffset ExpiresAt
    {
        get
        {
            var start = StartedAt ?? CreatedAt;
            var idle = (LastActivityAt > start ? LastActivityAt : start) + TimeSpan.FromMinutes(Request.TimeoutMinutes);
            return idle < start + Longest ? idle : start + Longest;
        }
    }

    /// <summary>A new session, whose browser is still to be opened.</summary>
    public static BrowserSession Create(NewSession asked, string nodeId, DateTimeOffset now) => new()
    {
        Id = Runs.RunIds.BrowserSession(now),
        OrganizationId = asked.OrganizationId,
        NodeId = nodeId,
        Status = SessionStatus.Created,
        Request = asked.Request with { TimeoutMinutes = Math.Min(asked.Request.TimeoutMinutes, MostTimeout) },
        GenerateBrowserProfile = asked.GenerateBrowserProfile,
        ProfileId = asked.Request.BrowserProfileId,
        Warning = asked.Warning,
        CreatedAt = now,
        ModifiedAt = now,
        LastActivityAt = now,
        LastSeenAt = now,
    };

    /// <summary>Its browser is up. False when it was closed meanwhile.</summary>
    public bool TryStart(string? warning, DateTimeOffset now)
    {
        if (Status != SessionStatus.Created)
        {
            return false;
        }

        Status = SessionStatus.Running;
        Warning = string.Join(' ', new[] { Warning, warning }.OfType<string>()) is { Length: > 0 } words ? words : null;
        StartedAt = LastActivityAt = LastSeenAt = ModifiedAt = now;
        return true;
    }

    /// <summary>A run takes it into use, or null: gives it back. False when it has ended.</summary>
    public bool TryUse(string? runId, DateTimeOffset now)
    {
        if (Status.IsFinal())
        {
            return false;
        }

        RunnableId = runId;
        RunnableType = runId is null ? null : runId.StartsWith("wr_", StringComparison.Ordinal) ? "workflow_run" : "task";
        LastActivityAt = ModifiedAt = now;
        return true;
    }

    /// <summary>Its process is there, and it was last used then. False when it has ended.</summary>
    public bool TrySee(DateTimeOffset lastActivity, DateTimeOffset now)
    {
        if (Status.IsFinal())
        {
            return false;
        }

        LastActivityAt = lastActivity > LastActivityAt ? lastActivity : LastActivityAt;
        LastSeenAt = now;
        return true;
    }

    /// <summary>Says whether a profile is kept. False when it has ended.</summary>
    public bool TryKeepProfile(bool wanted, DateTimeOffset now)
    {
        if (Status.IsFinal())
        {
            return false;
        }

        GenerateBrowserProfile = wanted;
        ModifiedAt = now;
        return true;
    }

    /// <summary>A profile was kept of it.</summary>
    public bool NoteProfile(string profileId, DateTimeOffset now)
    {
        (ProfileId, ModifiedAt) = (profileId, now);
        return true;
    }

    /// <summary>Ends it. False when it has ended already: then nothing changes.</summary>
    public bool TryEnd(SessionStatus status, string? reason, DateTimeOffset now)
    {
        if (!status.IsFinal())
        {
            throw new ArgumentException($"{status} is no end of a session.", nameof(status));
        }

        if (Status.IsFinal())
        {
            return false;
        }

        (Status, FailureReason) = (status, reason);
        RunnableId = RunnableType = null;
        CompletedAt = ModifiedAt = now;
        return true;
    }
}

/// <summary>A session that somebody asks for.</summary>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="Request">What it shall be like, checked.</param>
/// <param name="GenerateBrowserProfile">Whether a profile is kept of it when it ends.</param>
/// <param name="Warning">What is not done as asked.</param>
public sealed record NewSession(string OrganizationId, SessionRequest Request, bool GenerateBrowserProfile = false, string? Warning = null);
