namespace Skyvern.Server.Browser;

/// <summary>Whether the browser has a window; some sites refuse browsers without one.</summary>
public enum HeadfulMode
{
    /// <summary>A window when there is a display or Xvfb is installed, else none.</summary>
    Auto,

    /// <summary>No window.</summary>
    Never,

    /// <summary>A window; without a display and Xvfb no run can start.</summary>
    Always,
}
