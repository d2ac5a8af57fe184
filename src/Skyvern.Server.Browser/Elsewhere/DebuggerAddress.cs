using System.Text.Json;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Elsewhere;

/// <summary>Finds the web socket of a browser's DevTools.</summary>
internal sealed class DebuggerAddress(CheckedConnection connection, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The web socket: the address itself, or what the browser names at an http address. It is always on the host of the address.</summary>
    /// <exception cref="BrowserLostException">There is none; the message says why.</exception>
    public async Task<Uri> FindAsync(Uri address, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (address.Scheme is "ws" or "wss")
        {
            return address;
        }

        var question = new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/json/version" }.Uri;
        try
        {
            var answer = await AskAsync(question, headers, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            var named = answer.TryGetProperty("webSocketDebuggerUrl", out var url) ? url.GetString() : null;

            // Where it says it is may be true within its own network only, and must not lead anywhere else.
            return Uri.TryCreate(named, UriKind.Absolute, out var there)
                ? new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws", Port = address.Port, Path = there.AbsolutePath, Query = there.Query }.Uri
                : throw CheckedConnection.Unreachable(address, "what answers there is no browser's DevTools");
        }
        catch (TimeoutException e)
        {
            throw CheckedConnection.Unreachable(address, "it does not answer", e);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException)
        {
            throw e.InnerException as BrowserLostException ?? CheckedConnection.Unreachable(address, "what answers there is no browser's DevTools", e);
        }
    }

    private async Task<JsonElement> AskAsync(Uri question, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = async (context, token) => await connection.OpenAsync(context.InitialRequestMessage.RequestUri!, token),
        };
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, question);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw CheckedConnection.Unreachable(question, $"it answered {(int)response.StatusCode}");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostBytes];
        var length = await body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        return JsonElement.Parse(buffer.AsSpan(0, length));
    }
}
