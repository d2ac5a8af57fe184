using System.Globalization;

namespace Skyvern.Server.Webhooks;

/// <summary>A body with the headers that prove where it comes from.</summary>
/// <param name="Bytes">The exact bytes.</param>
/// <param name="Headers">Content type, time and signature.</param>
internal sealed record SignedBody(byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The header that names the body's kind.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>Signs a body. The time is not signed.</summary>
    public static SignedBody Of(byte[] body, string key, DateTimeOffset now) => new(body, new Dictionary<string, string>
    {
        [ContentType] = "application/json",
        ["x-skyvern-timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["x-skyvern-signature"] = WebhookSignature.Of(body, key),
    });
}
