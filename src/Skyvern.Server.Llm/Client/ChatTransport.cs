using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using Azure.Identity;
using OpenAI;
using OpenAI.Chat;

namespace Skyvern.Server.Llm.Client;

/// <summary>
/// Sends chat completions with OpenAI's client. The bodies are our own bytes, since what is sent depends on what an endpoint accepts;
/// retries are our own as well, since the client's do not know of a total time.
/// </summary>
internal sealed class ChatTransport : IDisposable
{
    private readonly ConcurrentDictionary<string, ChatClient> _clients = new(StringComparer.Ordinal);
    private readonly AuthenticationPolicy _authentication;
    private readonly OpenAIClientOptions _clientOptions;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly int _timeoutSeconds;

    public ChatTransport(LlmOptions options, TimeProvider time, HttpMessageHandler? handler = null)
    {
        // A redirect could carry the key to another host.
        _http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _time = time;
        _timeoutSeconds = options.TimeoutSeconds;
        _authentication = AuthenticationFor(options);
        _clientOptions = new OpenAIClientOptions
        {
            Endpoint = LlmEndpoint.BaseAddress(options),
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
    }

    /// <summary>Sends one body; timeouts and broken connections come back as an answer of status 0.</summary>
    public async Task<ProviderAnswer> SendAsync(string model, byte[] body, CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(model, NewClient);
        using var content = BinaryContent.Create(BinaryData.FromBytes(body));
        try
        {
            var request = new RequestOptions { ErrorOptions = ClientErrorBehaviors.NoThrow, CancellationToken = cancellationToken };
            var result = await client.CompleteChatAsync(content, request);
            return Read(result.GetRawResponse());
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or IOException)
        {
            return new ProviderAnswer(0, (e.InnerException ?? e).Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProviderAnswer(0, $"no answer within {_timeoutSeconds} seconds");
        }
    }

    public void Dispose() => _http.Dispose();

    // The constructor that takes an authentication policy is marked as experimental; it is the only way to Entra and to the api-key header.
#pragma warning disable OPENAI001
    private ChatClient NewClient(string model) => new(model, _authentication, _clientOptions);
#pragma warning restore OPENAI001

    private ProviderAnswer Read(PipelineResponse response)
    {
        response.Headers.TryGetValue("retry-after-ms", out var milliseconds);
        response.Headers.TryGetValue("retry-after", out var value);
        return new ProviderAnswer(response.Status, response.Content.ToString())
        {
            RetryAfter = RetryAfter.Read(milliseconds, value, _time.GetUtcNow()),
        };
    }

    private static AuthenticationPolicy AuthenticationFor(LlmOptions options)
    {
        if (options.Credential == LlmCredential.Entra)
        {
            return new BearerTokenPolicy(new DefaultAzureCredential(), "https://cognitiveservices.azure.com/.default");
        }

        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            return new AnonymousPolicy();
        }

        var key = new ApiKeyCredential(options.ApiKey.Trim());
        return LlmEndpoint.IsAzure(options)
            ? ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(key, "api-key")
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(key);
    }
}
