namespace Skyvern.Server.Browser.Sessions;

/// <summary>One page crashed or was closed while the browser lives on: the session goes on with another tab.</summary>
internal sealed class PageLostException(string message, Exception? inner = null) : Exception(message, inner);
