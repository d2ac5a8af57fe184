namespace Skyvern.Server.Testing;

/// <summary>How a connection to the database breaks around a commit.</summary>
public enum CommitFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Before the database hears of it.</summary>
    IsLost,

    /// <summary>Before the caller hears that it was done.</summary>
    AnswerIsLost,

    /// <summary>Likewise, and from then on the database is not reached.</summary>
    WayIsLost,
}
