using System.Text.Json;
using Skyvern.Client.Json;

namespace Skyvern.Client.Http;

/// <summary>Sends calls to one server with one key, reads their answers, and repeats what may be repeated.</summary>
internal sealed class ApiConnection(HttpClient http, Uri address, string apiKey, TimeProvider time)
{
    private static readonly string Product = $"skyvern-dotnet/{typeof(ApiConnection).Assembly.GetName().Version!.ToString(fieldCount: 3)}";
    private readonly Uri _address = address.AbsolutePath.EndsWith('/') ? address : new Uri(address + "/");

    public TimeProvider Time => time;

    /// <summary>How often a call that may be repeated is tried again.</summary>
    public int MaxRetries { get; set; } = 3;

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new ApiCall(HttpMethod.Get, path), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>A list of which the server may hold more than one page.</summary>
    public async Task<ListPage<T>> ListAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new ApiCall(HttpMethod.Get, path), cancellationToken);
        var items = await ReadAsync<IReadOnlyList<T>>(response, cancellationToken);
        var total = response.Headers.TryGetValues("x-total-count", out var values) && int.TryParse(values.First(), out var number) ? number : (int?)null;
        return new(items, total);
    }

    /// <summary>Posts a body, or nothing; with an Idempotency-Key the call may be repeated.</summary>
    public Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellationToken, string? idempotencyKey = null) =>
        CallAsync<T>(new ApiCall(HttpMethod.Post, path) { Body = body, IdempotencyKey = idempotencyKey }, cancellationToken);

    public async Task<T> CallAsync<T>(ApiCall call, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(call, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Makes a call of whose answer only the status counts.</summary>
    public async Task CallAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(call, cancellationToken);
    }

    /// <summary>The answer to a call, which is a success; its content is read by the caller.</summary>
    public async Task<HttpResponseMessage> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var body = call.Body is { } value ? JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), WireJson.RequestOptions) : null;
        for (var tries = 1; ; tries++)
        {
            var mayRepeat = call.MayRepeat && tries <= MaxRetries;
            HttpResponseMessage? response = null;
            try
            {
                using var message = Message(call, body);
                response = await http.SendAsync(message, call.Completion, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }
            }
            catch (HttpRequestException) when (mayRepeat)
            {
                // The connection broke; whether the server saw the call does not matter, because it may be repeated.
            }

            using (response)
            {
                var delay = mayRepeat && (response is null || RetryRule.IsPassing(response.StatusCode))
                    ? RetryRule.Delay(tries, response, time.GetUtcNow())
                    : null;
                if (delay is null && response is not null)
                {
                    throw await ApiErrorReader.ReadAsync(response, cancellationToken);
                }

                await Task.Delay(delay ?? TimeSpan.Zero, time, cancellationToken);
            }
        }
    }

    private HttpRequestMessage Message(ApiCall call, byte[]? body)
    {
        var target = new Uri(_address, call.Path);
        var message = new HttpRequestMessage(call.Method, target) { Content = call.Content };
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        }

        // Files may lie on another host, which the key is not for.
        if (Uri.Compare(target, _address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            message.Headers.Add("x-api-key", apiKey);
        }

        message.Headers.UserAgent.ParseAdd(Product);
        if (call.IdempotencyKey is { } key)
        {
            message.Headers.Add("Idempotency-Key", key);
        }

        return message;
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(content, WireJson.Options, cancellationToken) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new SkyvernApiException(response.StatusCode, $"The answer is not what this call answers with: {e.Message}", traceId: null);
        }
    }
}

/// <summary>One call to the server.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Below the server's address, or an address of its own.</param>
internal sealed record ApiCall(HttpMethod Method, string Path)
{
    /// <summary>Sent as JSON.</summary>
    public object? Body { get; init; }

    /// <summary>Sent as it is, once.</summary>
    public HttpContent? Content { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>Whether the content is read after the call or with it.</summary>
    public HttpCompletionOption Completion { get; init; } = HttpCompletionOption.ResponseContentRead;

    /// <summary>Whether a second call could do no harm.</summary>
    public bool MayRepeat => Method == HttpMethod.Get || IdempotencyKey is not null;
}
