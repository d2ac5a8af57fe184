using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Skyvern.Server.Core.Organizations;

/// <summary>The key that a caller holds: <c>sk_</c> and 32 random bytes.</summary>
public static class ApiKeySecret
{
    /// <summary>A new key of 46 characters.</summary>
    public static string New() => "sk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in lower-case hex: enough for look-up, because a key is random and long.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
