using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;

namespace Skyvern.Client;

/// <summary>Lets a receiver of webhooks tell that a body is from its server and unchanged.</summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string Header = "x-skyvern-signature";

    /// <summary>The header that carries the time of sending, in seconds since 1970; it is not signed.</summary>
    public const string TimestampHeader = "x-skyvern-timestamp";

    /// <summary>The header that carries the delivery's id: one for each run that ended, the same with every repeat; it is not signed.</summary>
    public const string DeliveryHeader = "x-skyvern-delivery";

    /// <summary>The signature of a body: lower-case hex of HMAC-SHA256 over exactly its bytes.</summary>
    public static string Of(ReadOnlySpan<byte> body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Whether a signature is right; takes the same time for every wrong one.</summary>
    /// <param name="body">The bytes as they came: text that was decoded and encoded again may differ.</param>
    /// <param name="signature">The value of the header <see cref="Header"/>.</param>
    /// <param name="secret">The organization's webhook secret, or the API key that started the run.</param>
    public static bool Verify(ReadOnlySpan<byte> body, string? signature, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(body, secret)), Encoding.UTF8.GetBytes(signature ?? ""));

    /// <summary>What a webhook tells; null when its signature is not right.</summary>
    /// <exception cref="JsonException">The signature is right, but the body is not a webhook of a run.</exception>
    public static WebhookPayload? Read(ReadOnlySpan<byte> body, string? signature, string secret) =>
        Verify(body, signature, secret) ? JsonSerializer.Deserialize<WebhookPayload>(body, WireJson.Options) : null;
}
