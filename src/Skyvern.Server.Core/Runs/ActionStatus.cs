namespace Skyvern.Server.Core.Runs;

/// <summary>Where an action stands; the wire words are the lower-case names.</summary>
public enum ActionStatus
{
    /// <summary>Not started.</summary>
    Pending,

    /// <summary>Left out, because an action before it ended the batch.</summary>
    Skipped,

    /// <summary>Did not take effect.</summary>
    Failed,

    /// <summary>Took effect.</summary>
    Completed,
}
