using System.Security.Cryptography;
using System.Text;

namespace Skyvern.Server.Webhooks;

/// <summary>Lets a receiver tell that a body is from this server and unchanged.</summary>
internal static class WebhookSignature
{
    /// <summary>Lower-case hex of HMAC-SHA256 over exactly the body's bytes.</summary>
    public static string Of(ReadOnlySpan<byte> body, string key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));
}
