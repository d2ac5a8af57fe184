namespace Skyvern.Server.Core.Runs;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Stored, not yet in the queue.</summary>
    Created,

    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>A worker holds it.</summary>
    Running,

    /// <summary>Ended with success.</summary>
    Completed,

    /// <summary>Met an error and ended.</summary>
    Failed,

    /// <summary>Ended because the goal cannot be met on this site.</summary>
    Terminated,

    /// <summary>Took longer than the time allowed.</summary>
    TimedOut,

    /// <summary>Stopped by a person or program.</summary>
    Canceled,
}
