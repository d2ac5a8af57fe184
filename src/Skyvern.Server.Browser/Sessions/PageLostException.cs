namespace Skyvern.Server.Browser.Sessions;

/// <summary>One page crashed or was closed while the browser lives on: the session goes on with another tab.</summary>
internal sealed class PageLostException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether its renderer crashed, rather than the tab having been closed.</summary>
    public bool IsCrash { get; init; }
}
