namespace Skyvern.Server.Browser.Egress;

/// <summary>A peer does not keep to HTTP.</summary>
internal sealed class WireException(string message) : IOException(message);
