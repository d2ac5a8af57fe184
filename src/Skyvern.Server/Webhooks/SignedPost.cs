using System.Globalization;
using System.Net.Http.Headers;

namespace Skyvern.Server.Webhooks;

/// <summary>Makes a request that its receiver can check: webhooks and questions for one-time codes are signed by one rule.</summary>
internal static class SignedPost
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>A POST of exactly these bytes.</summary>
    public static HttpRequestMessage Create(Uri address, byte[] body, string key, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        request.Headers.Add("x-skyvern-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("x-skyvern-signature", WebhookSignature.Of(body, key));
        return request;
    }
}
