namespace Skyvern.Server.Browser;

/// <summary>Whether pages run in Chromium's sandbox.</summary>
public enum SandboxMode
{
    /// <summary>In the sandbox; where the system does not allow one, without it and with one warning in the log.</summary>
    Auto,

    /// <summary>In the sandbox; where the system does not allow one, no run can start.</summary>
    Required,

    /// <summary>Without, e.g. where the container itself is the border.</summary>
    Off,
}
