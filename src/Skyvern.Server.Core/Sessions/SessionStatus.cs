namespace Skyvern.Server.Core.Sessions;

/// <summary>Where a browser session stands; the wire words are the lower-case names.</summary>
public enum SessionStatus
{
    /// <summary>Stored; its browser is being opened.</summary>
    Created,

    /// <summary>Its browser is open.</summary>
    Running,

    /// <summary>Closed because somebody asked for it.</summary>
    Completed,

    /// <summary>Its browser could not be opened or was lost.</summary>
    Failed,

    /// <summary>Closed because nobody used it, or because it was open for as long as it may be.</summary>
    Timeout,
}

/// <summary>Finality and wire word of <see cref="SessionStatus"/>.</summary>
public static class SessionStatusExtensions
{
    /// <summary>Whether the session has ended; a final status never changes.</summary>
    public static bool IsFinal(this SessionStatus status) => status >= SessionStatus.Completed;

    /// <summary>The wire word.</summary>
    public static string ToWire(this SessionStatus status) => status.ToString().ToLowerInvariant();
}
