using System.Globalization;
using System.Net.Http.Headers;
using Skyvern.Client;

namespace Skyvern.Server.Webhooks;

/// <summary>A body with the headers that prove where it comes from: webhooks and questions for one-time codes are signed by one rule.</summary>
/// <param name="Bytes">The exact bytes.</param>
/// <param name="Headers">Content type, time and signature.</param>
internal sealed record SignedBody(byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    private const string ContentType = "Content-Type";

    /// <summary>Signs a body. The time is not signed.</summary>
    public static SignedBody Of(byte[] body, string key, DateTimeOffset now) => new(body, new Dictionary<string, string>
    {
        [ContentType] = "application/json",
        [WebhookSignature.TimestampHeader] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        [WebhookSignature.Header] = WebhookSignature.Of(body, key),
    });

    /// <summary>The same with the delivery's id, by which a receiver knows a repeat.</summary>
    public SignedBody As(string deliveryId) => this with
    {
        Headers = new Dictionary<string, string>(Headers) { [WebhookSignature.DeliveryHeader] = deliveryId },
    };

    /// <summary>A POST of exactly these bytes.</summary>
    public HttpRequestMessage ToPost(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Bytes) };
        foreach (var (name, value) in Headers)
        {
            (name == ContentType ? (HttpHeaders)request.Content.Headers : request.Headers).Add(name, value);
        }

        return request;
    }
}
