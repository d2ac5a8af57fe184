namespace Skyvern.Client.Contracts;

/// <summary>The server's version.</summary>
/// <param name="Version">The version, e.g. <c>0.1.0</c>.</param>
public sealed record VersionResponse(string Version);
