using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Skyvern.Server.Live;

/// <summary>
/// A client's WebSocket. It is read all the time, so that its end is noticed; a read or write that is cancelled would break it, so that
/// neither ever is.
/// </summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private const int LongestMessage = 16 * 1024;
    private const int MostWaiting = 256;

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closed = new();
    private readonly Channel<string> _messages;
    private readonly Task _reading;

    /// <summary>Takes over an accepted socket.</summary>
    public LiveSocket(WebSocket socket, TimeProvider time)
    {
        (_socket, _time, Closed) = (socket, time, _closed.Token);

        // Whoever sends faster than can be taken loses what comes last; the socket itself is never kept waiting.
        _messages = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });
        _reading = ReadAsync();
    }

    /// <summary>Ends when the client is gone or closes.</summary>
    public CancellationToken Closed { get; }

    /// <summary>What the client sends, as texts; ends with the socket.</summary>
    public ChannelReader<string> Messages => _messages.Reader;

    /// <summary>Sends a message: a text in UTF-8, or bytes.</summary>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        await _sending.WaitAsync(Closed);
        try
        {
            await _socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception e) when (IsLoss(e))
        {
            await _closed.CancelAsync();
            throw new OperationCanceledException("The client is gone.", e, Closed);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Closes with a code, and waits a little for the client to agree.</summary>
    public async Task CloseAsync(int code, string words)
    {
        try
        {
            await CloseOutputAsync(code, words).WaitAsync(CloseDeadline, _time);
            await _reading.WaitAsync(CloseDeadline, _time);
        }
        catch (Exception e) when (e is TimeoutException || IsLoss(e))
        {
            _socket.Abort();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Whatever was not closed properly is not waited for.
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _closed.Dispose();
        _sending.Dispose();
    }

    private async Task CloseOutputAsync(int code, string words)
    {
        await _sending.WaitAsync();
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync((WebSocketCloseStatus)code, words, CancellationToken.None);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var buffer = new byte[LongestMessage];
            while (await ReadOneAsync(buffer) is { } message)
            {
                if (message.Length > 0)
                {
                    _messages.Writer.TryWrite(message);
                }
            }
        }
        catch (Exception e) when (IsLoss(e))
        {
            // The connection broke: the same as a close.
        }

        _messages.Writer.TryComplete();
        await _closed.CancelAsync();
    }

    /// <summary>The next text; empty when it is none or too long, null when the client has closed.</summary>
    private async Task<string?> ReadOneAsync(byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Text && length < buffer.Length ? Encoding.UTF8.GetString(buffer, 0, length) : "";
            }

            // The rest of a message that is too long is read over what there is of it, and dropped at its end.
            length = length == buffer.Length ? buffer.Length - 1 : length;
        }
    }

    private static bool IsLoss(Exception e) => e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException;
}
