using System.Buffers;
using System.Net.WebSockets;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.DevTools;

/// <summary>Joins a caller's WebSocket to the DevTools of a session's browser; what the fence refuses is answered here.</summary>
internal sealed partial class DevToolsRelay(OpenSessions sessions, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DevToolsRelay> logger)
{
    private const int LongestMessage = 100 * 1024 * 1024;
    private const int PieceSize = 64 * 1024;
    private const int KeptBuffer = 1024 * 1024;

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(2);

    /// <summary>Passes messages on until one side leaves, the session ends or the server stops.</summary>
    public async Task RunAsync(WebSocket caller, OpenSession session, CancellationToken cancellationToken)
    {
        using var browser = new ClientWebSocket();
        browser.Options.Proxy = null; // a proxy for this machine's own traffic knows no loopback
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Held.Ended, lifetime.ApplicationStopping);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turn = new SemaphoreSlim(1);
        try
        {
            await browser.ConnectAsync(session.Held.Browser.DevTools!, stop.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            await CloseAsync(caller);
            return;
        }

        LogJoined(session.Id);
        var fence = new DevToolsFence();
        var down = ReceiveAsync(
            browser,
            message =>
            {
                fence.See(message);
                return SendAsync(caller, message, turn, stop.Token);
            },
            stop.Token);
        var up = ReceiveAsync(
            caller,
            message =>
            {
                sessions.Touch(session.Id);
                return fence.Judge(message) is { } answer
                    ? SendAsync(caller, answer, turn, stop.Token)
                    : browser.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, stop.Token).AsTask();
            },
            leave.Token);
        await Task.WhenAny(down, up, Task.Delay(Timeout.InfiniteTimeSpan, stop.Token));

        // The caller is told, and may answer, before its receive is canceled: that tears its connection.
        await CloseAsync(caller);
        await Task.WhenAny(up, Task.Delay(CloseDeadline, time, cancellationToken));
        await stop.CancelAsync();
        await leave.CancelAsync();
        await Task.WhenAll(down, up).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        LogParted(session.Id);
    }

    private static async Task ReceiveAsync(WebSocket socket, Func<ReadOnlyMemory<byte>, Task> pass, CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>(PieceSize);
        while (true)
        {
            var piece = await socket.ReceiveAsync(message.GetMemory(PieceSize), cancellationToken);
            message.Advance(piece.Count);
            if (piece.MessageType != WebSocketMessageType.Text || message.WrittenCount > LongestMessage)
            {
                return;
            }

            if (!piece.EndOfMessage)
            {
                continue;
            }

            await pass(message.WrittenMemory);
            if (message.Capacity > KeptBuffer)
            {
                message = new ArrayBufferWriter<byte>(PieceSize);
            }
            else
            {
                message.ResetWrittenCount();
            }
        }
    }

    /// <summary>Answers of the browser and of the fence go one after the other.</summary>
    private static async Task SendAsync(WebSocket caller, ReadOnlyMemory<byte> message, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await caller.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task CloseAsync(WebSocket caller)
    {
        using var patience = new CancellationTokenSource(CloseDeadline, time);
        try
        {
            if (caller.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await caller.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The browser session or its connection has ended.", patience.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The caller has gone already.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A caller has connected to the DevTools of browser session {SessionId}.")]
    private partial void LogJoined(string sessionId);

    [LoggerMessage(Level = LogLevel.Information, Message = "A caller has left the DevTools of browser session {SessionId}.")]
    private partial void LogParted(string sessionId);
}
