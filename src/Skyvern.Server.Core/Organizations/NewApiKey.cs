namespace Skyvern.Server.Core.Organizations;

/// <summary>A key that was just made; the only time it is seen in clear.</summary>
/// <param name="Key">The stored credential.</param>
/// <param name="Secret">What the caller sends.</param>
public sealed record NewApiKey(ApiKey Key, string Secret);
