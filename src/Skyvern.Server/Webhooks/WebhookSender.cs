using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Skyvern.Server.Egress;

namespace Skyvern.Server.Webhooks;

/// <summary>Makes one attempt: signs the exact bytes, posts them and reads the answer's meaning.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, IOptions<WebhookOptions> options, TimeProvider time)
{
    private const int MostOfAnswer = 2048;

    /// <summary>Posts a body as it is delivered: the answer's own body is of no use and of any size, so it is not read.</summary>
    public Task<WebhookResult> SendAsync(string url, byte[] body, string deliveryId, string key, CancellationToken cancellationToken) =>
        SendAsync(url, SignedBody.Of(body, key, time.GetUtcNow()).As(deliveryId), TimeSpan.FromSeconds(options.Value.TimeoutSeconds), readsAnswer: false, cancellationToken);

    /// <summary>Posts a body; whatever goes wrong on the way is a result.</summary>
    public async Task<WebhookResult> SendAsync(
        string url, SignedBody body, TimeSpan longest, bool readsAnswer, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return new WebhookResult(null, "The webhook address is not valid.");
        }

        using var limit = new CancellationTokenSource(longest, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var client = clients.CreateClient(GuardedHttp.ClientName);
        using var request = body.ToPost(address);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return Judge(response) with { ResponseBody = readsAnswer ? await BeginningAsync(response, patience.Token) : null };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new WebhookResult(null, $"No answer came within {longest.TotalSeconds:0} s.", CanRepeat: true);
        }
        catch (Exception e) when (Refusal(e) is { } refused)
        {
            return new WebhookResult(null, refused.Message);
        }
        catch (HttpRequestException e)
        {
            return new WebhookResult(null, Cause(e, address), CanRepeat: true);
        }
        catch (Exception e) when (e is IOException or SocketException or NotSupportedException)
        {
            return new WebhookResult(null, e.Message, CanRepeat: e is not NotSupportedException);
        }
    }

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        var text = new char[MostOfAnswer + 1];
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        return length > MostOfAnswer ? new string(text, 0, MostOfAnswer) + "… (cut)" : new string(text, 0, length);
    }

    private WebhookResult Judge(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return new WebhookResult(code, Error: null);
        }

        var phrase = string.IsNullOrEmpty(response.ReasonPhrase) ? "The receiver did not take it." : response.ReasonPhrase;
        var canRepeat = code >= 500 || response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout
            or HttpStatusCode.TooManyRequests || code == 425;
        return new WebhookResult(code, phrase, canRepeat, Wish(response.Headers.RetryAfter));
    }

    private TimeSpan? Wish(RetryConditionHeaderValue? retryAfter) =>
        retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : null);

    private static AddressRefusedException? Refusal(Exception? e) => e switch
    {
        null => null,
        AddressRefusedException refused => refused,
        _ => Refusal(e.InnerException),
    };

    private static string Cause(HttpRequestException e, Uri address) => e.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => $"No secure connection to {address.Host} could be made: {e.InnerException?.Message ?? e.Message}",
        _ when e.InnerException is SocketException socket => $"No connection to {address.Host}:{address.Port} could be made: {socket.Message}",
        _ => e.Message,
    };
}
