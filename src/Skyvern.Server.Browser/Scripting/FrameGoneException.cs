namespace Skyvern.Server.Browser.Scripting;

/// <summary>The frame's document was replaced or removed while it was asked: there is a new one to wait for.</summary>
internal sealed class FrameGoneException(string message, Exception? inner = null) : Exception(message, inner);
