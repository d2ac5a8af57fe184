using System.Net.WebSockets;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Nodes;

/// <summary>Passes requests on to the process that holds a browser. The caller's own credential goes along, and counts there as here.</summary>
internal sealed partial class NodeRelay(
    ServerNode node, NodeDirectory directory, NodeTokens tokens, IHttpClientFactory clients, ILogger<NodeRelay> logger)
{
    /// <summary>Name for <see cref="IHttpClientFactory"/>.</summary>
    public const string ClientName = "nodes";

    private static readonly string[] PassedHeaders = [ApiKeyHandler.Header, "Authorization", "Cookie", "Content-Type", "User-Agent", "x-user-agent"];

    /// <summary>The process of that name, when it is another one that is there and can be reached.</summary>
    public async Task<NodeRecord?> FindAsync(string? nodeId, CancellationToken cancellationToken) =>
        nodeId is null || nodeId == node.Id ? null : (await ListAsync(cancellationToken)).FirstOrDefault(other => other.Id == nodeId);

    /// <summary>All other processes that are there and can be reached.</summary>
    public async Task<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await directory.ListLiveAsync(cancellationToken)).Where(other => other.Id != node.Id && CanBeReached(other))];

    /// <summary>Those of them that may open browsers, the ones with the fewest browser sessions first.</summary>
    public async Task<IReadOnlyList<NodeRecord>> ListWorkersAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(other => other.WorksRuns).OrderBy(other => other.Sessions)];

    /// <summary>Has a process open a browser; null when it cannot be reached. A caller who goes away ends nothing: a browser that is half open would be nobody's.</summary>
    public async Task<HttpResponseMessage?> TryOpenAsync(HttpRequest request, byte[] body, NodeRecord to)
    {
        try
        {
            return await SendAsync(request, body, to, CancellationToken.None);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            LogNoAnswer(e, to.Id);
            return null;
        }
    }

    /// <summary>Sends a request as it came, with its body or without.</summary>
    /// <exception cref="HttpRequestException">The process does not answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequest request, byte[]? body, NodeRecord to, CancellationToken cancellationToken)
    {
        var target = NodeTokens.TargetOf(request);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(to.Address + target));
        message.Content = body is { Length: > 0 } ? new ByteArrayContent(body) : null;
        foreach (var (name, value) in HeadersOf(request, request.Method, target))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        LogPassedOn(request.Path, to.Id);
        return await clients.CreateClient(ClientName).SendAsync(message, cancellationToken);
    }

    /// <summary>Answers a request with what that process answers; false when it does not.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext http, byte[]? body, NodeRecord to)
    {
        try
        {
            using var answer = await SendAsync(http.Request, body, to, http.RequestAborted);
            await NodeAnswer.CopyAsync(answer, http.Response, http.RequestAborted);
            return true;
        }
        catch (HttpRequestException e) when (!http.Response.HasStarted)
        {
            LogNoAnswer(e, to.Id);
            return false;
        }
    }

    /// <summary>Opens the same socket there.</summary>
    /// <exception cref="WebSocketException">The process does not answer, or refuses.</exception>
    public async Task<ClientWebSocket> ConnectAsync(HttpRequest request, NodeRecord to, CancellationToken cancellationToken)
    {
        var target = NodeTokens.TargetOf(request);
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.Proxy = null;
            foreach (var (name, value) in HeadersOf(request, HttpMethods.Get, target))
            {
                socket.Options.SetRequestHeader(name, value);
            }

            LogPassedOn(request.Path, to.Id);
            await socket.ConnectAsync(new Uri($"ws{to.Address.AsSpan("http".Length)}{target}"), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private IEnumerable<(string Name, string Value)> HeadersOf(HttpRequest request, string method, string target) =>
        PassedHeaders.Select(name => (name, request.Headers[name].ToString())).Where(header => header.Item2.Length > 0)
            .Append((NodeTokens.Header, tokens.Create(method, target)));

    /// <summary>A loopback address leads back to this machine: it is of use only to processes of the same one.</summary>
    private static bool CanBeReached(NodeRecord other) =>
        Uri.TryCreate(other.Address, UriKind.Absolute, out var address)
        && (!address.IsLoopback || other.Host == Environment.MachineName);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The process {Node} does not answer.")]
    private partial void LogNoAnswer(Exception cause, string node);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Path} is passed on to {Node}.")]
    private partial void LogPassedOn(PathString path, string node);
}
