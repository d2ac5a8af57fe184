using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Nodes;

/// <summary>Proves that a request was passed on by a process of this database: its method and address are signed for a minute.</summary>
internal sealed class NodeTokens(SigningKeys keys, TimeProvider time)
{
    public const string Header = "x-skyvern-node";

    private const int Seconds = 60;
    private const int SecretBytes = 32;

    // Signed links are made with the same keys: what is derived for one purpose is worth nothing for the other.
    private static readonly byte[] Purpose = "requests between processes"u8.ToArray();

    /// <summary>The proof for a request.</summary>
    public string Create(string method, string target)
    {
        var expiry = time.GetUtcNow().ToUnixTimeSeconds() + Seconds;
        return string.Create(CultureInfo.InvariantCulture, $"{expiry}.{keys.Current.Kid}.{Sign(keys.Current, method, target, expiry)}");
    }

    /// <summary>Whether a request carries a proof that holds.</summary>
    public bool IsValid(HttpRequest request)
    {
        if (request.Headers[Header].ToString().Split('.') is not [var expiry, var kid, var signature]
            || !long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || keys.Find(kid) is not { } key)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Sign(key, request.Method, TargetOf(request), seconds));
        var left = seconds - time.GetUtcNow().ToUnixTimeSeconds();
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)) && left is > 0 and <= 2 * Seconds;
    }

    /// <summary>Path and query, as both sides write them.</summary>
    public static string TargetOf(HttpRequest request) => request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

    private static string Sign(SigningKey key, string method, string target, long expiry)
    {
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key.Secret), SecretBytes, info: Purpose);
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{method}\n{target}\n{expiry}")));
    }
}
