namespace Skyvern.Server.Core.Diagnostics;

/// <summary>Tells whether there is a browser to start, for health checks; starts none.</summary>
public interface IBrowserProbe
{
    /// <summary>Why no browser can be started and what to do; null when one is there.</summary>
    string? FindProblem();
}
