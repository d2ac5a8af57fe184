using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

/// <summary>A client's end of a live socket.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));

    /// <summary>The code that the server closed with; null while it is open.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Connects with a key in the header, unless there is none.</summary>
    public static Task<LiveClient> ConnectAsync(ServerFactory server, string path, string? key = null, params (string Name, string Value)[] headers) =>
        ConnectAsync(server.Address, path, key is null ? headers : [.. headers, ("x-api-key", key)]);

    private static async Task<LiveClient> ConnectAsync(Uri server, string path, (string Name, string Value)[] headers)
    {
        var client = new LiveClient();
        foreach (var (name, value) in headers)
        {
            client._socket.Options.SetRequestHeader(name, value);
        }

        await client._socket.ConnectAsync(new Uri($"ws://{server.Authority}{path}"), client._patience.Token);
        return client;
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, _patience.Token);

    /// <summary>Connects with the cookie of a person who is logged in.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">Where.</param>
    /// <param name="visitor">The person.</param>
    /// <param name="origin">The site of the page; null: the server's own, empty: not told.</param>
    public static Task<LiveClient> ConnectAsync(ServerFactory server, string path, Person visitor, string? origin = null) =>
        ConnectAsync(server.Address, path, visitor, origin);

    /// <summary>The same at a server elsewhere.</summary>
    public static Task<LiveClient> ConnectAsync(Uri server, string path, Person visitor, string? origin = null)
    {
        var cookies = ("Cookie", string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        return ConnectAsync(server, path, origin == "" ? [cookies] : [cookies, ("Origin", origin ?? server.GetLeftPart(UriPartial.Authority))]);
    }

    /// <summary>Sends bytes in place of a text.</summary>
    public Task SendAsync(byte[] bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, _patience.Token);

    /// <summary>The next message that is a text; null when the server has closed, which is answered.</summary>
    public async Task<string?> ReadAsync()
    {
        while (true)
        {
            if (await ReceiveAsync() is not var (message, isPicture))
            {
                return null;
            }

            if (!isPicture)
            {
                return Encoding.UTF8.GetString(message);
            }
        }
    }

    /// <summary>The next picture.</summary>
    public async Task<byte[]> ReadPictureAsync()
    {
        while (true)
        {
            var (message, isPicture) = await ReceiveAsync() ?? throw new InvalidOperationException($"The socket was closed with {CloseCode}.");
            if (isPicture)
            {
                return message;
            }
        }
    }

    private async Task<(byte[] Message, bool IsPicture)?> ReceiveAsync()
    {
        var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, _patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return (message.ToArray(), part.MessageType == WebSocketMessageType.Binary);
            }
        }
    }

    public async Task<JsonElement> ReadJsonAsync() => JsonElement.Parse(await ReadAsync() ?? throw new InvalidOperationException($"The socket was closed with {CloseCode}."));

    /// <summary>Reads until a message of this kind comes.</summary>
    public async Task<JsonElement> ReadKindAsync(string kind)
    {
        while (true)
        {
            var message = await ReadJsonAsync();
            if (message.GetProperty("kind").GetString() == kind)
            {
                return message;
            }
        }
    }

    /// <summary>Reads until the server closes.</summary>
    public async Task<int?> ReadToEndAsync()
    {
        while (await ReadAsync() is not null)
        {
        }

        return CloseCode;
    }

    /// <summary>Hangs up without a word.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }
}
