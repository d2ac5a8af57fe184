namespace Skyvern.Server.Core.Runs;

/// <summary>Where a step stands; the wire words are the lower-case names.</summary>
public enum StepStatus
{
    /// <summary>Stored.</summary>
    Created,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Failed; may be repeated.</summary>
    Failed,

    /// <summary>The run was canceled meanwhile.</summary>
    Canceled,
}
