namespace Skyvern.Client.Contracts;

/// <summary>A short-lived credential for a web page; it counts wherever a key does.</summary>
/// <param name="Token">The credential.</param>
/// <param name="ExpiresAt">When it ends, in seconds since 1970.</param>
public sealed record UiSessionResponse(string Token, long ExpiresAt);
