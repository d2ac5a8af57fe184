using System.Security.Cryptography;
using System.Text;

namespace Skyvern.Server.Storage;

/// <summary>A secret that signs links.</summary>
/// <param name="Kid">Names it in a link.</param>
/// <param name="Secret">The secret.</param>
internal sealed record SigningKey(string Kid, string Secret)
{
    /// <summary>The signature of a path that is valid until <paramref name="expiry"/> (unix seconds), as base64url without padding.</summary>
    public string Sign(string path, long expiry)
    {
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"GET\n{path}\n{expiry}\n{Kid}"));
        return System.Buffers.Text.Base64Url.EncodeToString(signature);
    }
}
